"""Routes and the referral pack against a real store: suggested by rules, chosen by a person, audited, and whole whatever was written."""

import html
import json
import re
from dataclasses import replace

from jsonschema import Draft202012Validator

from bot.content.referral_routes import load_referral_routes
from bot.content.services import Services
from bot.desk.ways import About, suggested
from bot.house import DATA
from bot.model.age import AgeBand
from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from bot.themes.cubes import ROUTES as FIGURES
from bot.themes.outcomes import _ROUTE
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]
PAGE = f"{PLACE}/referral"
ROUTES = load_referral_routes(DATA / "referral_routes.yml")
ODD = "\x00 \u202eright to left\u202c 🙂 مرحبا he hits me"


def test_every_service_of_a_route_is_there() -> None:
    known = {service.id for service in Services.load(DATA / "services").all()}
    assert {route.service for route in ROUTES.values() if route.service} <= known


def test_routes_go_by_age_level_kinds_and_part() -> None:
    def ids(band: AgeBand | None, level: Level, kind: Kind, area: str | None) -> set[str]:
        return set(suggested(ROUTES, About(band, level, frozenset({kind}), area), frozenset()))

    assert ids(None, Level.HIGH, Kind.HOME_HARM, None) == {"maru"}
    assert {"maru", "macse_west", "police_101"} <= ids(AgeBand.FROM_13, Level.HIGH, Kind.CSE, "west")
    assert "macse_west" not in ids(AgeBand.FROM_13, Level.HIGH, Kind.CSE, "east")
    assert {"police_999", "maru"} <= ids(AgeBand.FROM_16, Level.CRITICAL, Kind.SUICIDE, "mid")
    assert ids(AgeBand.FROM_16, Level.CONCERN, Kind.DISTRESS, "mid") == {"early_help"}
    assert ids(AgeBand.ADULT, Level.HIGH, Kind.ADULT_AT_RISK, "scilly") == {"adult_safeguarding_scilly"}
    assert "scilly_children" in ids(AgeBand.FROM_13, Level.HIGH, Kind.HOME_HARM, "scilly")


def test_what_figures_group_is_a_route_and_every_route_has_a_place_in_them() -> None:
    assert set(_ROUTE) <= set(ROUTES)
    assert {_ROUTE.get(one, one) for one in ROUTES} >= set(FIGURES), "a group of the figures into which no route falls"


async def test_what_can_be_recorded_is_the_table_of_routes_and_nothing_else(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    page = (await web.get(PLACE)).text
    offered = re.findall(
        r'<option value="([a-z0-9_]+)">([^<]+)</option>', page.split('<select id="refer"')[1].split("</select>")[0]
    )
    assert [(one, html.unescape(name)) for one, name in offered] == [(route.id, route.name) for route in ROUTES.values()]
    assert (await web.post(f"{PLACE}/refer", data={"csrf": csrf, "to": "somewhere"})).status_code == 400
    assert (await web.post(f"{PLACE}/refer", data={"csrf": csrf, "to": "scilly_children"})).status_code == 200
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert case.notes[-1].text == "Referred to: Isles of Scilly children's social care"
    [line] = [one for one in await house.store.subject.audit(ADA) if one["did"] == "referred"]
    assert line["to"] == "scilly_children", "a code in the audit, not a name"


async def test_a_person_chooses_and_gives_a_reason_for_what_was_not_suggested(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    assert (await web.post(f"{PAGE}/route", data={"csrf": csrf, "route": "lado"})).status_code == 400
    assert (await web.post(f"{PAGE}/route", data={"csrf": csrf, "route": "maru"})).status_code == 303
    assert (await web.post(f"{PAGE}/route", data={"csrf": csrf, "route": "lado", "why": "a coach"})).status_code == 303
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert case.judged
    assert [(one.route, one.suggested, one.why) for one in case.judged.routes] == [("maru", True, ""), ("lado", False, "a coach")]
    await web.post(f"{PAGE}/route_out", data={"csrf": csrf, "route": "lado"})
    assert [one["id"] for one in (await web.get(f"{PAGE}.json")).json()["routes"]] == ["maru"]


async def test_odd_letters_do_no_harm_and_each_reading_is_audited(house: House) -> None:
    web, _ = await house.person(Role.SUPPORT_WORKER)
    des, _ = await house.person(Role.DESIGNER, "Des")
    talk, case = await house.store.reads.talk(ADA)
    assert talk
    assert case
    [old] = [line for line in await house.store.reads.transcript(ADA) if line.findings]
    line = Entry(NOW, Speaker.YOUNG_PERSON, ODD, "m2", level=Level.HIGH, findings=(replace(old.findings[0], start=0, end=3),))
    await house.store.commit.commit(Changes(talk, case=case, entries=(line,)))
    page, pdf, body = [await web.get(PAGE + end) for end in ("", ".pdf", ".json")]
    assert "<script>alert" not in page.text
    assert "\x00" not in page.text
    assert pdf.content.startswith(b"%PDF-")
    assert body.content.isascii()
    Draft202012Validator(json.loads((DATA.parent / "docs" / "referral-schema.json").read_text())).validate(body.json())
    assert json.loads(body.content)["concern"]["words"][1]["text"] == ODD.replace("\x00", "\ufffd")
    did = [(one["did"], one["form"]) for one in await house.store.subject.audit(ADA) if one["did"].startswith("referral")]
    assert did == [("referral_opened", "page"), ("referral_taken", "pdf"), ("referral_taken", "json")]
    for end in ("", ".pdf", ".json"):
        assert (await des.get(PAGE + end)).status_code == 404
