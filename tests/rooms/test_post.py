"""The post on a real store and over a real line: signed, tried again, taken once, refused aloud, and never for practice."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from bot.decide.posting import pause
from bot.erase_now import erase
from bot.model.assessment import Consent, Hand, Judgement
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from bot.setting_checks import ROOT
from bot.store.keys import lane_for
from tests.desk_house import ADA, NOW, PLACE, TEXT, House, house
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


async def test_after_three_days_a_person_must_see_to_it(office: Office, theirs: CaseSystemStandIn) -> None:
    theirs.moods = ["cut", 503]
    await office.press("refer", to="maru")
    await office.round()
    await office.round(later=3 * 86_400 + 1)
    assert (await office.case()).posted[0].why == "gave_up"
    assert await office.house.store.parcels.all() == []


async def test_a_refusal_opens_a_closed_case_to_be_read(office: Office, theirs: CaseSystemStandIn) -> None:
    theirs.moods = [404]
    await office.press("refer", to="maru")
    assert (await office.press("close", outcome="referred", theme="home.unsafe")).status_code == 200
    await office.round()
    case = await office.case()
    assert (case.state, case.worker_id, case.outcome) == (CaseState.TO_READ, None, None)
    assert (await office.press("post_again", posted=case.posted[0].id)).status_code == 400, "claim it first"


async def test_a_refusal_of_an_old_case_is_told_on_the_newer_one(office: Office, theirs: CaseSystemStandIn) -> None:
    theirs.moods = [404]
    await office.press("refer", to="maru")
    await office.press("close", outcome="referred", theme="home.unsafe")
    store = office.house.store
    talk = await store.reads.conversation(ADA)
    assert talk
    newer = Case("c2", ADA, talk.channel, CaseState.WAITING, Level.HIGH, (Kind.HOME_HARM,), NOW, NOW)
    await store.commit.commit(Changes(replace(talk, case_id="c2"), case=newer))
    await office.round()
    _, now = await store.reads.talk(ADA)
    assert now
    assert "did not take the referral pack of an earlier case" in now.notes[-1].text
    assert (await office.case()).state is CaseState.CLOSED
    assert (await office.case()).posted[0].why == "status_404"


async def test_one_that_dies_after_they_took_it_is_doubled_with_the_same_id_at_most(
    office: Office, theirs: CaseSystemStandIn
) -> None:
    theirs.moods = ["hang"]
    await office.press("refer", to="maru")
    [parcel] = await office.post.due()
    going = asyncio.create_task(office.post.one(parcel))
    await asyncio.to_thread(theirs.wait_for, 1)
    going.cancel()  # as a kill: nothing of this try is stored
    with pytest.raises(asyncio.CancelledError):
        await going
    assert await office.round() == 1
    assert [came.id for came in theirs.came] == [parcel.id] * 2
    assert (await office.case()).posted[0].taken_at


async def test_an_answer_without_a_fit_reference_is_a_receipt_all_the_same(office: Office, theirs: CaseSystemStandIn) -> None:
    said = [b"", b"<html>", b"[1]", b'{"reference": 7}', b'{"reference": "Ada Smith"}', b'{"reference": "AdaSmith"}', b"9" * 99_999]
    theirs.moods = [(200, {}, body) for body in said] + [(200, {"Content-Length": "500"}, b'{"ref')]
    for _ in range(len(said) + 1):
        assert (await office.press("refer", to="maru")).status_code == 200
        await office.round()
    assert [(bool(one.taken_at), one.reference) for one in (await office.case()).posted] == [(True, "")] * (len(said) + 1)


async def test_two_presses_send_one_pack(office: Office, theirs: CaseSystemStandIn) -> None:
    theirs.moods = [503]
    both = [await office.press("refer", to="maru") for _ in range(2)]
    assert [one.status_code for one in both] == [200, 400]
    assert (await office.press("refer", to="police_101")).status_code == 200
    assert await office.round() == 2


async def test_nothing_is_sent_for_practice_or_against_the_assessment_or_unasked(office: Office, theirs: CaseSystemStandIn) -> None:
    store = office.house.store
    talk, case = await store.reads.talk(ADA)
    assert talk
    assert case
    no = Judgement(consent=Consent(Hand("w", "Tam", NOW), "not_shared"))
    talk = await store.commit.commit(Changes(talk, case=replace(case, judged=no)))
    assert "nothing is shared" in (await office.press("refer", to="maru")).json()["error"]
    talk = await store.commit.commit(Changes(talk, case=replace(case, practice=True)))
    assert "it sends nothing" in await office.page()
    assert (await office.press("refer", to="maru")).status_code == 200
    assert await store.parcels.all() == []
    _, noted = await store.reads.talk(ADA)
    assert noted
    await store.commit.commit(Changes(replace(talk, version=talk.version + 1), case=replace(noted, practice=False)))
    await office.press("refer", to="maru")
    [queued] = await store.parcels.all()
    talk, case = await store.reads.talk(ADA)
    assert talk
    assert case
    await store.commit.commit(Changes(talk, case=replace(case, practice=True)))
    await office.post.one(queued)
    assert await store.parcels.all() == []
    plain = House(store)
    web, csrf = await plain.person(Role.LEAD, "Lee")
    assert (await web.post(f"{PLACE}/post_again", data={"csrf": csrf, "posted": "x"})).status_code in (400, 409)
    assert theirs.came == []


async def test_an_erasure_drops_what_is_queued(office: Office, theirs: CaseSystemStandIn) -> None:
    store = office.house.store
    await office.press("refer", to="maru")
    await office.press("close", outcome="referred", theme="home.unsafe")
    [queued] = await store.parcels.all()
    await office.house.person(Role.LEAD, "Lee")
    lead = await office.house.accounts.by_login("lee.lead")
    assert lead
    assert await erase(store, ADA, lead, NOW + timedelta(minutes=1), "asked") == 0
    assert await store.redis.exists(lane_for(ADA).of("parcels")) == 0
    await office.post.one(queued)
    assert theirs.came == []


async def test_a_pack_whose_key_is_gone_is_thrown_away(office: Office) -> None:
    store, place = office.house.store, lane_for(ADA).of("parcels")
    await office.press("refer", to="maru")
    [(name, body)] = (await store.redis.hgetall(place)).items()
    assert TEXT.encode() not in body
    await office.press("close", outcome="referred", theme="home.unsafe")
    await office.house.person(Role.LEAD, "Lee")
    lead = await office.house.accounts.by_login("lee.lead")
    assert lead
    await erase(store, ADA, lead, NOW, "asked")
    await store.redis.hset(place, name, body)  # as an old backup would
    assert await store.parcels.all() == []
    assert await store.redis.exists(place) == 0
