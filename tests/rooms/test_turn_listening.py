"""Listening for real, against a real Valkey: whether it helped, feelings first, voices with consent, gaps, expired words."""

from datetime import timedelta

import pytest

from bot.model.case import CaseState
from bot.model.message import Channel
from bot.store.open import Store
from bot.themes.tag import week_of
from tests.rooms.turning import ADA, HOUSE, NOON, NOT_SURE, known_age, last, noting, said, saying, store, turn

__all__ = ["store"]


async def helped(store: Store) -> dict[tuple[str, str], int]:
    """Answers counted this week."""
    week = week_of(NOON)
    counts = (await store.figures.counts([week]))[week]
    return {(theme, cell): people for (theme, cube, cell), people in counts.items() if cube == "helped"}


async def test_did_that_help_is_asked_now_and_then_and_counted_once(store: Store) -> None:
    await known_age(store)
    asked = []
    for topic in ("jealousy", "breakup", "asking_out", "arguments", "grief"):
        await turn(store, "q", saying(topic))
        asked.append("Did that help?" in (await last(store))[0])
    assert asked == [True, False, False, True, False]
    await turn(store, "q", saying("jealousy"))
    await turn(store, "q", saying("jealousy"))
    for _ in range(2):
        await turn(store, "yes", saying("go_on"))
    assert "I'm glad" in await said(store)
    assert await helped(store) == {("rel.jealousy", "yes"): 1, ("all", "yes"): 1}


async def test_no_it_did_not_help_opens_other_ways(store: Store) -> None:
    await known_age(store)
    await turn(store, "q", saying("jealousy"))
    await turn(store, "no", saying("go_on"))
    text, choices = await last(store)
    assert "Sorry that didn't help" in text
    assert choices == ("Tell me more", "Talk to a real person", "See what I can ask")
    assert await helped(store) == {("rel.jealousy", "no"): 1, ("all", "no"): 1}
    await turn(store, "1", saying("hello"))
    assert "notice what sets it off" in await said(store)


async def test_a_phone_is_asked_only_where_it_fits_the_same_text(store: Store) -> None:
    await turn(store, "im 14", noting(note="age", band="13_15"), channel=Channel.SMS)
    for topic, asked in (("consent_change_mind", True), ("friends_fall_out", False)):
        before = len(await store.reads.transcript(ADA))
        talk, _ = await store.reads.talk(ADA)
        assert talk
        await turn(store, "q", saying(topic), channel=Channel.SMS)
        lines = (await store.reads.transcript(ADA))[before + 1 :]
        assert len(lines) == 1
        assert ("Did that help? Y or N" in lines[0].text) is asked


async def test_a_feeling_they_name_is_answered_first_and_once(store: Store) -> None:
    await known_age(store)
    for _ in range(2):
        await turn(store, "im really scared how do i finish it", saying("breakup"))
    heard = await said(store)
    assert heard.count("That sounds scary, and I'm glad you wrote.") == 1
    assert heard.index("That sounds scary") < heard.index("Break-ups really hurt")


async def test_a_feeling_is_answered_also_when_lev_is_not_sure(store: Store) -> None:
    await turn(store, "im so confused about it all", NOT_SURE)
    assert (await said(store)).startswith("It's OK not to know what to do.")


async def test_swearing_is_met_kindly_once_and_briefly_after(store: Store) -> None:
    await turn(store, "ur useless", saying("rude"))
    assert "Fair enough. I'm a bot" in (await last(store))[0]
    await turn(store, "ur useless", saying("rude"))
    assert (await last(store))[0] == "OK. I'm still here if you need me."


async def test_a_question_without_an_answer_is_kept_without_whose_it_was(store: Store) -> None:
    await turn(store, "can Zebedee on 07700900123 make me join the flibble", NOT_SURE)
    [gap] = await store.listening.gaps(week_of(NOON))
    assert gap.text == "can [...] on [...] make me join the [...]"
    assert (gap.age_band, gap.week) == ("unknown", week_of(NOON))


async def test_a_concern_is_no_gap(store: Store) -> None:
    await turn(store, "i want to run away", NOT_SURE)
    assert await store.listening.gaps(week_of(NOON)) == []


MONTH = f"{NOON:%Y-%m}"


async def test_a_voice_is_left_only_after_yes_and_can_be_taken_back(store: Store) -> None:
    await turn(store, "i want to have my say", saying("have_your_say"))
    assert "takes out names" in (await last(store))[0]
    await turn(store, "yes", saying("go_on"))
    assert await store.listening.voices(MONTH) == []
    rasa = saying("hello")
    await turn(store, "there are no buses to the clinic", rasa)
    assert rasa.asked == 0
    [voice] = await store.listening.voices(MONTH)
    assert (voice.text, voice.age_band, voice.district) == ("there are no buses to the clinic", "unknown", "unknown")
    assert "I've kept that" in (await last(store))[0]
    await turn(store, "delete my voice", saying("voice_taken_back"))
    assert await store.listening.voices(MONTH) == []
    assert "that's gone" in (await last(store))[0]
    await turn(store, "delete my voice", saying("voice_taken_back"))
    assert "nothing to delete" in (await last(store))[0]


@pytest.mark.parametrize("words", [("no",), ("yes", "no thanks")])
async def test_no_leaves_no_voice(store: Store, words: tuple[str, ...]) -> None:
    await turn(store, "have my say", saying("have_your_say"))
    for word in words:
        await turn(store, word, saying("go_on"))
    assert "I haven't kept anything" in (await last(store))[0]
    assert await store.listening.voices(MONTH) == []


async def test_a_disclosure_is_never_filed_as_a_voice(store: Store) -> None:
    await turn(store, "have my say", saying("have_your_say"))
    await turn(store, "yes", saying("go_on"))
    await turn(store, "my stepdad hits me and i want to die", saying("hello"))
    assert await store.listening.voices(MONTH) == []
    _, case = await store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.WAITING


async def test_expired_advice_is_not_said(store: Store) -> None:
    later = NOON + timedelta(days=400)
    assert HOUSE.words.expired(later.date())
    await turn(store, "what is consent", saying("consent_what"), now=later)
    text, choices = await last(store)
    assert "being checked" in text
    assert choices[0] == "Talk to a real person"
    assert "Your body is yours" not in await said(store)
