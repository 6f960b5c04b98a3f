"""Keeping a talk going against a real Valkey: menus, "did you mean", follow-ups, and never a loop."""

from bot.dialogue.ask import Unavailable
from bot.model.case import CaseState
from bot.model.reading import Reading
from bot.store.open import Store
from tests.rooms.turning import ADA, NOT_SURE, Rasa, Reads, known_age, last, noting, said, saying, store, turn

__all__ = ["store"]


async def test_a_menu_is_answered_by_number_letter_or_name(store: Store) -> None:
    for pick in ("2", "b", "What consent is"):
        await turn(store, "hm", Rasa(Unavailable("too_slow")))
        rasa = saying("hello")
        await turn(store, pick, rasa)
        assert rasa.asked == 0
        assert "Your body is yours" in await said(store)


async def test_picking_the_person_brings_one(store: Store) -> None:
    await turn(store, "hm", Rasa(Unavailable("too_slow")))
    await turn(store, "1", saying("hello"))
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_a_number_long_after_the_menu_is_no_pick(store: Store) -> None:
    await turn(store, "hm", Rasa(Unavailable("too_slow")))
    await turn(store, "hi", saying("hello"))
    rasa = saying("thanks")
    await turn(store, "2", rasa)
    assert rasa.asked == 1


async def test_half_sure_is_a_question_and_the_pick_is_answered(store: Store) -> None:
    await known_age(store)
    await turn(store, "what about that thing", NOT_SURE, reader=Reads(Reading("jealousy", 0.2), Reading("consent_pressure", 0.15)))
    assert (await last(store))[1] == ("Jealousy", "Someone keeps on at me", "Something else")
    await turn(store, "2", NOT_SURE)
    assert "that's not a real yes" in await said(store)


async def test_one_guess_is_answered_by_yes_or_no(store: Store) -> None:
    await known_age(store)
    jealous = Reads(Reading("jealousy", 0.3))
    await turn(store, "x", NOT_SURE, reader=jealous)
    assert (await last(store))[1] == ("Jealousy", "Something else")
    await turn(store, "yeah", saying("go_on"))
    assert "Feeling jealous happens to most people" in await said(store)
    await turn(store, "x", NOT_SURE, reader=jealous)
    await turn(store, "no", saying("go_on"))
    assert (await last(store))[1][0] == "Talk to a real person"


async def test_not_understood_never_loops(store: Store) -> None:
    heard = []
    for _ in range(4):
        await turn(store, "flibble", NOT_SURE)
        heard.append(await last(store))
    assert "say it another way" in heard[0][0]
    assert heard[1][1][0] == "Talk to a real person", "the second time a menu, with a person on top"
    assert len(heard[1][1]) == 6
    assert "Would you like to talk to a real person?" in heard[2][0]
    await turn(store, "yes", NOT_SURE)
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_something_else_is_a_menu_and_still_counts_as_lost(store: Store) -> None:
    await turn(store, "x", NOT_SURE, reader=Reads(Reading("jealousy", 0.2)))
    await turn(store, "something else", NOT_SURE)
    assert (await last(store))[1][0] == "Talk to a real person"
    await turn(store, "flibble", NOT_SURE)
    assert "still don't get it" in (await last(store))[0]


async def test_not_what_i_meant_offers_the_next_best(store: Store) -> None:
    await known_age(store)
    await turn(store, "q", saying("jealousy"))
    await turn(store, "not what i meant", noting(note="not_meant", guesses="arguments,breakup"))
    text, choices = await last(store)
    assert "Sorry, I got that wrong" in text
    assert choices == ("Rows and drifting apart", "Break-ups", "Something else")


async def test_tell_me_more_once_then_the_truth(store: Store) -> None:
    await known_age(store)
    more = noting(note="tell_more")
    await turn(store, "more", more)
    assert "Here's what I can help with" in await said(store), "more of nothing is the menu"
    await turn(store, "q", saying("consent_what"))
    await turn(store, "more", more)
    assert "We can stop" in await said(store)
    await turn(store, "more", more)
    text, choices = await last(store)
    assert "That's all I have on that" in text
    assert choices[0] == "Talk to a real person"


async def test_what_if_he_says_belongs_to_the_last_topic(store: Store) -> None:
    await known_age(store)
    await turn(store, "q", saying("asking_out"))
    await turn(store, "what if she says no", noting(note="what_if"))
    assert 'say "no worries" and leave it there' in await said(store)
    await turn(store, "q", saying("grief"))
    await turn(store, "what if they laugh", noting(note="what_if"))
    assert "You can't choose how they take it" in await said(store)


async def test_and_at_15_is_for_those_of_thirteen_and_over(store: Store) -> None:
    await known_age(store)
    await turn(store, "q", saying("consent_age"))
    await turn(store, "and at 16?", noting(note="at_age"))
    assert "even at 16 or 17" in await said(store)
    talk, _ = await store.reads.talk(ADA)
    assert talk
    assert talk.age_band == "13_15", "a question about another age is not their own"


async def test_and_at_16_from_a_child_is_answered_for_a_child(store: Store) -> None:
    await turn(store, "im 11", noting(note="age", band="under_13"))
    await turn(store, "q", saying("consent_age"))
    await turn(store, "and at 16?", noting(note="at_age"))
    assert "even at 16 or 17" not in await said(store)
    assert (await said(store)).count("No one should do private or sexual things with a child") == 2


async def test_of_unknown_age_they_are_asked_first_and_else_hear_the_youngest_form(store: Store) -> None:
    await turn(store, "q", saying("getting_help"))
    await turn(store, "and at 16?", noting(note="at_age"))
    assert "How old are you, roughly?" in (await last(store))[0]
    await turn(store, "hm", saying("consent_age"))
    await turn(store, "and at 16?", noting(note="at_age"))
    assert "even at 16 or 17" not in await said(store)
