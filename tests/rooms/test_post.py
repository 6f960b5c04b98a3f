"""The post on a real store and over a real line: signed, tried again, taken once, refused aloud, and never for practice."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from bot.decide.posting import pause
from bot.setting_checks import ROOT
from tests.desk_house import NOW, TEXT, house
from tests.rooms.posting import SECRET, Office, office, theirs
from tests.standins.case_system import CaseSystemStandIn

__all__ = ["house", "office", "theirs"]


def _example() -> str:
    """The code that the docs give to whoever writes the other side."""
    return re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "referral.md").read_text(), re.S)[0]


async def test_a_recorded_referral_is_taken_once_with_its_reference(office: Office, theirs: CaseSystemStandIn) -> None:
    assert (await office.press("refer", to="maru")).status_code == 200
    assert "Waiting to be taken, since" in await office.page()
    assert await office.round() == 1
    assert await office.round() == 0, "what is taken is gone from the queue"
    [came] = theirs.came
    pack = json.loads(came.body)
    Draft202012Validator(json.loads((ROOT / "docs" / "referral-schema.json").read_text())).validate(pack)
    assert pack["referred_to"]["id"] == "maru"
    assert pack["concern"]["words"][0]["text"] == TEXT
    [posted] = (await office.case()).posted
    assert (posted.id, posted.reference, posted.taken_at) == (came.id, "MARU/2026-117", NOW)
    assert "their reference is MARU/2026-117" in await office.page()
    did = [(line["did"], line["to"], line["pack"], line.get("reference")) for line in await office.audit()]
    assert did == [("pack_posted", "maru", came.id, None), ("pack_taken", "maru", came.id, "MARU/2026-117")]


async def test_the_docs_own_check_of_the_signature_holds(office: Office, theirs: CaseSystemStandIn) -> None:
    await office.press("refer", to="maru")
    await office.round()
    [came] = theirs.came
    names: dict[str, object] = {}
    exec(_example(), names)
    genuine = names["is_genuine"]
    at = int(NOW.timestamp())
    given = {"secret": SECRET, "header": came.signature, "pack_id": came.id, "body": came.body, "now": at + 10}
    assert genuine(**given)  # type: ignore[operator]
    for wrong in ({"secret": "another"}, {"pack_id": "0" * 32}, {"body": came.body + b" "}, {"now": at + 301}, {"header": "t=x"}):
        assert not genuine(**(given | wrong)), wrong  # type: ignore[operator]


@pytest.mark.parametrize("mood", [500, 503, 429, 408, 409, 425, "cut", "hang"])
async def test_what_may_pass_is_tried_again_with_the_same_id(office: Office, theirs: CaseSystemStandIn, mood: int | str) -> None:
    theirs.moods = [mood, mood]
    await office.press("refer", to="maru")
    await office.round()
    assert await office.round() == 0, "not at once"
    assert ("no answer" if isinstance(mood, str) else f"they answered {mood}") in await office.page()
    await office.round(later=6)
    assert "tried 2 times" in await office.page()
    await office.round(later=11)
    assert {came.id for came in theirs.came} == {(await office.case()).posted[0].id}
    assert len({came.body for came in theirs.came}) == 1
    assert len(theirs.came) == 3
    assert (await office.case()).posted[0].reference == "MARU/2026-117"
    assert len({came.signature for came in theirs.came}) == 3, "signed with the time of each try"


async def test_they_can_ask_us_to_stay_away(office: Office, theirs: CaseSystemStandIn) -> None:
    theirs.moods = [(429, {"Retry-After": "120"}, b"")]
    await office.press("refer", to="maru")
    await office.round()
    assert await office.round(later=100) == 0
    assert await office.round(later=30) == 1


def test_pauses_double_with_chance_up_to_a_quarter_of_an_hour() -> None:
    for tries, whole in ((1, 5), (2, 10), (4, 40), (9, 900), (500, 900)):
        pauses = [pause(tries) for _ in range(200)]
        assert whole / 2 <= min(pauses) < max(pauses) <= whole
    assert pause(1, 1e9) == 3600


@pytest.mark.parametrize(
    ("mood", "why"),
    [(422, "refused it with code 422"), (401, "refused it with code 401"), ((307, {"Location": "/elsewhere"}, b""), "another one")],
)
async def test_a_refusal_reaches_the_desk_and_can_be_sent_again(
    office: Office, theirs: CaseSystemStandIn, mood: int | tuple[int, dict[str, str], bytes], why: str
) -> None:
    theirs.moods = [mood]
    await office.press("refer", to="maru")
    await office.round()
    assert await office.round(later=9999) == 0, "refused is refused"
    assert [came.path for came in theirs.came] == ["/packs"], "no redirect is followed"
    page = await office.page()
    assert why in page
    assert "Send again" in page
    assert "The case system did not take the pack" in page
    assert "the case system did not take the pack" in (await office.web.get("/desk")).text
    [old] = (await office.case()).posted
    assert (await office.press("post_again", posted=old.id)).status_code == 200
    assert (await office.press("post_again", posted=old.id)).status_code == 400, "once"
    await office.round()
    assert theirs.came[0].id != theirs.came[1].id, "a new pack: what they refused is not asked again"
    assert (await office.case()).posted[1].reference
    assert "the case system did not take the pack" not in (await office.web.get("/desk")).text
    assert [line["did"] for line in await office.audit()] == ["pack_posted", "pack_refused", "pack_posted", "pack_taken"]
