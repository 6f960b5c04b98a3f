"""A case from hand to hand with a real store: offered, opened, accepted, looked at, closed and opened again."""

from dataclasses import replace
from datetime import timedelta

import httpx

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house
from tests.queueing import audit_of, waiting

__all__ = ["house"]


async def _case(house: House) -> Case:
    _, case = await house.store.reads.talk(ADA)
    assert case
    return case


async def _does(who: tuple[httpx.AsyncClient, str], move: str, **form: str) -> str:
    """What the desk says against a move; empty when it is done."""
    answer = await who[0].post(f"{PLACE}/{move}", data={"csrf": who[1]} | form)
    return "" if answer.status_code == 200 else str(answer.json()["error"])


def _with(case: Case, worker_id: str) -> Case:
    return replace(case, state=CaseState.WITH_WORKER, worker_id=worker_id)


async def test_the_whole_way_of_a_case(house: House) -> None:
    ann, bea = await house.person(Role.SUPPORT_WORKER, "Ann"), await house.person(Role.SUPPORT_WORKER, "Bea")
    lee = await house.person(Role.LEAD, "Lee")
    ann_id, bea_id = await house.on("ann.support_worker"), await house.on("bea.support_worker")
    assert await _does(ann, "claim") == ""
    assert await _does(ann, "offer", to=bea_id, note="She is at school until four.") == ""
    said = len(await house.store.reads.transcript(ADA))

    assert (await _case(house)).worker_id == ann_id, "until it is accepted it is the first one's"
    assert "Ann offers it to you" in (await bea[0].get("/desk")).text
    assert 'data-alarms="1"' in (await bea[0].get("/desk")).text
    assert "at school until four" not in (await bea[0].get(PLACE)).text
    assert "Open the note first" in await _does(bea, "accept")
    assert await _does(bea, "open_note") == ""
    assert "at school until four" in (await bea[0].get(PLACE)).text
    assert len(await house.store.reads.transcript(ADA)) == said, "an offer is nothing to the young person"
    assert await _does(bea, "accept") == ""
    assert (await _case(house)).worker_id == bea_id
    assert "Bea, a real person, is with you from now on" in (await house.store.reads.transcript(ADA))[-1].text
    assert "at school until four" in (await _case(house)).notes[-1].text

    assert await _does(ann, "ask_lead", text="please read the last line") == ""
    assert 'data-alarms="1"' in (await lee[0].get("/desk/overview")).text
    assert 'data-alarms="0"' in (await bea[0].get("/desk")).text, "it rings at the leads' pages"
    assert "for a lead" in await _does(bea, "look")
    assert await _does(lee, "look") == ""
    assert 'data-alarms="0"' in (await lee[0].get("/desk/overview")).text

    assert "what it was about" in await _does(bea, "close", outcome="advice")
    assert "what it was about" in await _does(bea, "close", outcome="advice", theme="home.nowhere")
    assert await _does(bea, "close", outcome="advice", theme="home.unsafe") == ""
    closed = await _case(house)
    assert (closed.state, closed.outcome, closed.theme) == (CaseState.CLOSED, "advice", "home.unsafe")

    said = len(await house.store.reads.transcript(ADA))
    assert "worker who had it last" in await _does(ann, "reopen")
    assert await _does(bea, "reopen") == ""
    again = await _case(house)
    assert (again.state, again.outcome, again.worker_id) == (CaseState.TO_READ, None, None)
    assert again.notes == closed.notes
    assert len(await house.store.reads.transcript(ADA)) == said, "nothing is sent unasked"
    assert await _does(ann, "claim") == ""

    did = [line["did"] for line in await audit_of(house.store, ADA) if line["did"] not in ("case_opened",)]
    assert did == ["claimed", "offered", "offer_opened", "offer_accepted", "asked_lead", "looked", "closed", "reopened", "claimed"]
    assert "school" not in str(await audit_of(house.store, ADA))


async def test_a_declined_offer_leaves_the_case_where_it_was(house: House) -> None:
    ann, bea = await house.person(Role.SUPPORT_WORKER, "Ann"), await house.person(Role.SUPPORT_WORKER, "Bea")
    cat = await house.person(Role.SUPPORT_WORKER, "Cat")
    ann_id, bea_id = await house.on("ann.support_worker"), await house.on("bea.support_worker")
    await _does(ann, "claim")
    await _does(ann, "offer", to=bea_id, note="first note")
    assert "Take that offer back first" in await _does(ann, "offer", to=bea_id, note="second note")
    assert await _does(cat, "accept") == "It is offered to Bea."
    assert await _does(cat, "decline") == "It is offered to Bea."
    assert await _does(bea, "decline", why="I know the family") == ""
    case = await _case(house)
    assert (case.worker_id, case.offered) == (ann_id, None)
    assert [note.text for note in case.notes] == ["For Bea: first note", "Offer declined: I know the family"]
    await _does(ann, "offer", to=bea_id, note="again")
    assert await _does(ann, "decline") == "", "taken back"
    assert await _does(bea, "accept") == "This case is not offered any more."
    await _does(ann, "offer", to=bea_id, note="and again")
    assert await _does(ann, "release") == ""
    assert await _does(bea, "open_note") == "This case is not offered any more.", "what is put back is offered to nobody"


async def test_a_hand_over_to_somebody_who_cannot_take_it_says_why(house: House) -> None:
    ann, _ = await house.person(Role.SUPPORT_WORKER, "Ann"), await house.person(Role.SUPPORT_WORKER, "Bea")
    await house.person(Role.DESIGNER, "Des")
    bea_id, des = (await house.on("bea.support_worker")), await house.accounts.by_login("des.designer")
    assert des
    await _does(ann, "claim")
    for move in ("hand_over", "offer"):
        assert await _does(ann, move, to="nobody", note="x") == "Choose a colleague."
        assert await _does(ann, move, to=des.id, note="x") == "Des cannot take cases."
    house.now = NOW + timedelta(minutes=61)
    assert await _does(ann, "hand_over", to=bea_id) == "Bea is not on just now. Choose somebody who is."
    await house.on("bea.support_worker", room=1)
    [other] = await waiting(house.store, 1)
    await house.store.commit.commit(Changes((await house.store.reads.talk(other.contact))[0], case=_with(other, bea_id)))
    assert await _does(ann, "hand_over", to=bea_id) == "Bea is full: 1 of 1 cases. Choose somebody else."
    assert "full" in (await ann[0].get(PLACE)).text
    worker = await house.accounts.by_login("bea.support_worker")
    assert worker
    await house.accounts.keep(replace(worker, active=False))
    assert await _does(ann, "hand_over", to=bea_id) == "Bea's account has ended. Choose somebody else."


async def test_a_lead_gives_any_case_to_somebody_who_is_on(house: House) -> None:
    ann, lee = await house.person(Role.SUPPORT_WORKER, "Ann"), await house.person(Role.LEAD, "Lee")
    ann_id, lee_id = await house.on("ann.support_worker"), await house.on("lee.lead")
    assert await _does(ann, "assign", to=ann_id) == "Only a lead can give a case to somebody."
    assert await _does(lee, "assign", to=ann_id) == ""
    assert (await _case(house)).worker_id == ann_id
    assert "Ann, a real person, has joined" in (await house.store.reads.transcript(ADA))[-1].text
    assert await _does(lee, "assign", to=lee_id) == ""
    assert (await _case(house)).worker_id == lee_id
    gave = [line for line in await audit_of(house.store, ADA) if line["did"] in ("assigned", "handed_over")]
    assert [(line["who"], line["to"]) for line in gave] == [(lee_id, ann_id), (lee_id, lee_id)]


async def test_a_lead_looks_in_unseen_but_not_unrecorded(house: House) -> None:
    lee = await house.person(Role.LEAD, "Lee")
    before = await house.store.reads.transcript(ADA)
    assert (await lee[0].get(PLACE)).status_code == 200
    assert await house.store.reads.transcript(ADA) == before
    assert [line["did"] for line in await audit_of(house.store, ADA)] == ["case_opened"]
