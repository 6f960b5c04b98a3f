"""A break from chatting: kind words once, every text still screened, a disclosure never kept out, and an end by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.ask import Answer
from bot.model.block import Block
from bot.model.case import CaseState
from bot.model.changes import Changes
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from bot.store.open import Store
from tests.desk_house import ADA as DESK_ADA
from tests.desk_house import NOW, PLACE, House, house
from tests.queueing import audit_of
from tests.rooms.turning import ADA, NOON, Rasa, said, saying, store, turn

__all__ = ["house", "store"]

BREAK = "take a break from chatting until"


async def _blocked(store: Store) -> None:
    """A talk with a break of two days."""
    await turn(store, "hello", saying("hello"))
    talk = await store.reads.conversation(ADA)
    assert talk
    await store.commit.commit(Changes(replace(talk, block=Block(NOON, NOON + timedelta(days=2), "w1", "abuse"))))


async def test_kind_words_once_an_hour_and_rasa_is_not_asked(store: Store) -> None:
    await _blocked(store)
    rasa = saying("hello")
    for minutes in (0, 5, 30):
        await turn(store, "you are stupid", rasa, now=NOON + timedelta(minutes=minutes))
    assert rasa.asked == 0
    assert (await said(store)).count(BREAK) == 1
    await turn(store, "still there", rasa, now=NOON + timedelta(minutes=61))
    assert (await said(store)).count(BREAK) == 2
    assert "noon on Sunday" in await said(store) or "12pm on Sunday" in await said(store)
    assert len(await store.reads.transcript(ADA)) >= 6, "every text is kept and can be read"


@pytest.mark.parametrize(
    ("text", "level"), [("my dad hits me", Level.HIGH), ("i took all the pills im going to die", Level.CRITICAL)]
)
async def test_a_disclosure_opens_a_case_as_ever(store: Store, text: str, level: Level) -> None:
    await _blocked(store)
    await turn(store, text, Rasa(Answer()))
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING
    assert case.level >= level
    assert BREAK not in await said(store)
    await turn(store, "are you there", Rasa(Answer()), now=NOON + timedelta(minutes=5))
    assert BREAK not in await said(store), "somebody is coming: the break is over for as long as the case is open"


async def test_a_concern_is_put_down_to_be_read(store: Store) -> None:
    await _blocked(store)
    await turn(store, "can i talk to a real person", Rasa(Answer()))
    _, case = await store.reads.talk(ADA)
    assert case
    assert (case.state, Kind.ASKS_FOR_PERSON in case.kinds) == (CaseState.TO_READ, True)
    assert BREAK in await said(store)


async def test_it_ends_by_itself(store: Store) -> None:
    await _blocked(store)
    later = NOON + timedelta(days=2, minutes=1)
    rasa = saying("hello")
    await turn(store, "hello again", rasa, now=later)
    assert BREAK not in await said(store)
    assert rasa.asked == 1


async def test_what_the_law_lets_them_ask_is_answered(store: Store) -> None:
    await _blocked(store)
    await turn(store, "delete my data", saying("delete_me"))
    assert BREAK not in await said(store)


async def test_a_lead_takes_and_ends_a_break_on_a_closed_case_only(house: House) -> None:
    lead, csrf = await house.person(Role.LEAD)
    worker, theirs = await house.person(Role.SUPPORT_WORKER, "Ann")
    form = {"reason": "prank", "days": "2", "why": "rang about pizza"}
    early = await lead.post(f"{PLACE}/block", data={"csrf": csrf, **form})
    assert (early.status_code, "Close the case first" in early.text) == (400, True)
    talk, case = await house.store.reads.talk(DESK_ADA)
    assert talk and case
    await house.store.commit.commit(Changes(talk, case=replace(case, state=CaseState.CLOSED, closed_at=NOW, outcome="no_action")))
    assert (await worker.post(f"{PLACE}/block", data={"csrf": theirs, **form})).status_code == 400
    for slip in ({"reason": "x"}, {"days": "8"}, {"days": "0"}, {"why": " "}):
        assert (await lead.post(f"{PLACE}/block", data={"csrf": csrf, **form, **slip})).status_code == 400, slip
    assert (await lead.post(f"{PLACE}/block", data={"csrf": csrf, **form})).status_code == 200
    talk, case = await house.store.reads.talk(DESK_ADA)
    assert talk and talk.block and case
    assert talk.block.until == NOW + timedelta(days=2)
    assert "pizza" in case.notes[-1].text
    assert "Pranks" in (await lead.get("/desk/blocks")).text
    assert "takes a break" in (await worker.get(PLACE)).text
    assert (await lead.post(f"{PLACE}/unblock", data={"csrf": csrf})).status_code == 200
    assert "None now" in (await lead.get("/desk/blocks")).text
    did = [line["did"] for line in await audit_of(house.store, DESK_ADA)]
    assert [one for one in did if "block" in one] == ["blocked", "unblocked"]
    assert "pizza" not in str(await audit_of(house.store, DESK_ADA))
