"""How the post ends: given up, refused after a case was closed, killed, practice, erased. On a real store and over a real line."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.erase_now import erase
from bot.model.assessment import Consent, Hand, Judgement
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from bot.store.keys import lane_for
from tests.desk_house import ADA, NOW, PLACE, TEXT, House, house
from tests.rooms.posting import Office, office, theirs
from tests.standins.case_system import CaseSystemStandIn

__all__ = ["house", "office", "theirs"]


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
