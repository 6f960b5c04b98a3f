"""Turns against a real Valkey: what happens when a part fails, and that nothing is lost or left without an answer."""

import pytest

from bot.dialogue.ask import Answer, Unavailable
from bot.model.case import CaseState
from bot.model.risk import Kind, Level
from bot.screen.assess import Screen
from bot.store.open import Store
from tests.rooms.turning import ADA, Rasa, said, store, turn

__all__ = ["store"]


async def test_a_screen_that_fails_becomes_a_concern_for_a_worker(store: Store) -> None:
    class Broken(Screen):
        def assess(self, *_: object, **__: object):
            raise RecursionError("deep")

    broken = Broken.__new__(Broken)
    await turn(store, "hello", Rasa(Answer(say=("hello",))), screen=broken)
    _, case = await store.reads.talk(ADA)
    assert case
    assert (case.state, case.level, case.kinds) == (CaseState.TO_READ, Level.CONCERN, (Kind.SCREEN_FAILED,))
    assert "Hi, I'm Lev" in await said(store)


async def test_a_text_that_cannot_be_handled_is_parked_on_the_desk(store: Store) -> None:
    rasa = Rasa(ValueError("surprise"))
    await turn(store, "what is consent", rasa)
    assert rasa.asked == 3, "three tries"
    _, case = await store.reads.talk(ADA)
    assert case
    assert (case.state, case.parked) == (CaseState.WAITING, 1)
    assert "Something went wrong on our side" in await said(store)
    assert (await store.reads.waiting_work())["inbound"] == 0
    assert (await store.reads.transcript(ADA))[0].text == "what is consent", "the worker can read it"


async def test_a_text_that_killed_its_reader_three_times_is_parked_unread(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await turn(store, "poison", rasa, tries=4)
    assert rasa.asked == 0
    assert "Something went wrong on our side" in await said(store)


@pytest.mark.parametrize("answer", [Unavailable("too_slow"), Unavailable("empty")])
async def test_no_answer_from_rasa_is_a_menu(store: Store, answer: Unavailable) -> None:
    await turn(store, "what is consent", Rasa(answer))
    assert "I can't read that just now" in await said(store)
    assert (await store.reads.transcript(ADA))[-1].choices[0] == "Talk to a real person"


async def test_an_answer_with_nothing_in_it_is_never_silence(store: Store) -> None:
    await turn(store, "what is consent", Rasa(Answer(say=("no_such_word",))))
    assert "I didn't get that" in await said(store)


async def test_risk_does_not_wait_for_rasa(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    await turn(store, "i want to kill myself tonight", rasa)
    assert rasa.asked == 0
    heard = await said(store)
    assert heard.startswith("If you are in danger right now, call 999")
    assert "One will join here as soon as they can" in heard


async def test_a_burst_is_read_as_one_statement(store: Store) -> None:
    rasa = Rasa(Answer(say=("hello",)))
    for text in ("he said", "hed share my pics", "if i dont send more"):
        await turn(store, text, rasa)
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.level >= Level.HIGH
    assert Kind.SEXTORTION in case.kinds
