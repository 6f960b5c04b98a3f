"""Turns against a real Valkey: what happens when a part fails, and that nothing is lost or left without an answer."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import DATA, read_house
from bot.dialogue.ask import Answer, Unavailable
from bot.model.age import AgeBand
from bot.model.case import CaseState
from bot.model.message import Channel, Inbound, Speaker, Taken
from bot.model.risk import Kind, Level
from bot.privacy.pseudonym import Pseudonyms
from bot.screen.assess import Screen
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from bot.timers.overdue import tell_overdue
from bot.turn import Turns

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday, within the desk's hours
HOUSE, SCREEN = read_house(), Screen.load(DATA / "risk")
ADA = Pseudonyms(bytes(32)).contact(Channel.WEB, "ada")


class Rasa:
    """Stands at the dialogue door: what it says is set by the test; the real one is walked elsewhere."""

    def __init__(self, said: Answer | Unavailable | Exception) -> None:
        self.said, self.asked = said, 0

    async def ask(self, talk: str, text: str) -> Answer | Unavailable:
        self.asked += 1
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, os.urandom(32))
    async for _ in opened.lanes.left_over(lane_for(ADA)):
        raise AssertionError("a fresh store")
    yield opened
    await opened.close()


async def _turn(store: Store, text: str, rasa: Rasa, *, now: datetime = NOON, screen: Screen = SCREEN, tries: int = 1) -> None:
    inbound = Inbound(Channel.WEB, os.urandom(6).hex(), "ada", text, now)
    await store.lanes.take_in(ADA, inbound)
    async for taken in store.lanes.new(lane_for(ADA)):
        entry = Taken(taken.lane, taken.entry, taken.contact, taken.inbound, tries)
        await Turns(store, screen, rasa, HOUSE, lambda: now).take_turn(entry)  # type: ignore[arg-type]


async def _said(store: Store) -> str:
    return "\n".join(line.text for line in await store.reads.transcript(ADA) if line.speaker is Speaker.LEV)


async def test_a_screen_that_fails_becomes_a_concern_for_a_worker(store: Store) -> None:
    class Broken(Screen):
        def assess(self, *_: object, **__: object):
            raise RecursionError("deep")

    broken = Broken.__new__(Broken)
    await _turn(store, "hello", Rasa(Answer(say=("hello",))), screen=broken)
    _, case = await store.reads.talk(ADA)
    assert case
    assert (case.state, case.level, case.kinds) == (CaseState.TO_READ, Level.CONCERN, (Kind.SCREEN_FAILED,))
    assert "Hi, I'm Lev" in await _said(store)


async def test_a_text_that_cannot_be_handled_is_parked_on_the_desk(store: Store) -> None:
    rasa = Rasa(ValueError("surprise"))
    await _turn(store, "what is consent", rasa)
    assert rasa.asked == 3, "three tries"
    _, case = await store.reads.talk(ADA)
    assert case
    assert (case.state, case.parked) == (CaseState.WAITING, 1)
    assert "Something went wrong on our side" in await _said(store)
    assert (await store.reads.waiting_work())["inbound"] == 0
    assert (await store.reads.transcript(ADA))[0].text == "what is consent", "the worker can read it"


async def test_a_text_that_killed_its_reader_three_times_is_parked_unread(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await _turn(store, "poison", rasa, tries=4)
    assert rasa.asked == 0
    assert "Something went wrong on our side" in await _said(store)


@pytest.mark.parametrize("said", [Unavailable("too_slow"), Unavailable("empty")])
async def test_no_answer_from_rasa_is_a_menu(store: Store, said: Unavailable) -> None:
    await _turn(store, "what is consent", Rasa(said))
    assert "1 Talk to a real person" in await _said(store)


async def test_an_answer_with_nothing_in_it_is_never_silence(store: Store) -> None:
    await _turn(store, "what is consent", Rasa(Answer(say=("no_such_word",))))
    assert "I didn't get that" in await _said(store)


async def test_risk_does_not_wait_for_rasa(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await _turn(store, "i want to kill myself tonight", rasa)
    assert rasa.asked == 0
    said = await _said(store)
    assert said.startswith("If you are in danger right now, call 999")
    assert "One will join here as soon as they can" in said


async def test_a_burst_is_read_as_one_statement(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    for text in ("he said", "hed share my pics", "if i dont send more"):
        await _turn(store, text, rasa)
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.level >= Level.HIGH
    assert Kind.SEXTORTION in case.kinds


async def test_while_waiting_a_burst_gets_one_word_not_ten(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await _turn(store, "my dad hits me", rasa)
    for number in range(5):
        await _turn(store, f"its bad {number}", rasa, now=NOON + timedelta(seconds=10 + number))
    assert "I've added that" not in await _said(store)
    await _turn(store, "still here", rasa, now=NOON + timedelta(minutes=3))
    assert (await _said(store)).count("I've added that") == 1
    assert rasa.asked == 0


async def test_the_age_is_asked_once_and_kept(store: Store) -> None:
    rasa = Rasa(Answer(say=("consent_what",)))
    await _turn(store, "what is consent", rasa)
    await _turn(store, "skip", rasa)
    await _turn(store, "what is consent", rasa)
    assert (await _said(store)).count("How old are you") == 1
    await _turn(store, "btw im 16", rasa)
    talk, _ = await store.reads.talk(ADA)
    assert talk
    assert talk.age_band is AgeBand.FROM_16


async def test_out_of_hours_the_truth_is_said(store: Store) -> None:
    night = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    await _turn(store, "my dad hits me", Rasa(Answer()), now=night)
    said = await _said(store)
    assert "No one from our team is here until 9am on Monday" in said
    assert "Childline 0800 1111" in said
    assert "as soon as they can" not in said


async def test_nobody_came_is_said_once_and_marked(store: Store) -> None:
    await _turn(store, "my dad hits me", Rasa(Answer()))
    late = NOON + timedelta(minutes=11)
    assert await tell_overdue(store, HOUSE, NOON + timedelta(minutes=9)) == 0
    assert await tell_overdue(store, HOUSE, late) == 1
    assert await tell_overdue(store, HOUSE, late + timedelta(hours=1)) == 0
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.overdue_at == late
    assert (await _said(store)).count("No one has been able to join yet") == 1
