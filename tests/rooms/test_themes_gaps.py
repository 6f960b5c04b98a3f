"""From a question without an answer to what designers see of it: people and not questions, weeks that are over, nobody's words."""

import re
from datetime import timedelta

import pytest

from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.listening import Gap
from bot.model.message import Channel
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.store.open import Store
from bot.themes.gap_reader import GapReader
from bot.themes.published import published
from bot.themes.simulate import simulate
from bot.themes.simulate_listening import listened
from bot.themes.tag import week_of
from tests.desk_house import NOW, House, house
from tests.rooms.test_turn_listening import NOT_SURE
from tests.rooms.turning import DATA, HOUSE, NOON, store, turn

__all__ = ["house", "store"]

ASKED = [
    "can i bring a friend to the clinic",
    "is it ok to take a friend to the clinic",
    "can my friend come to the clinic with me",
]
LAST = week_of(NOW - timedelta(weeks=1))


async def kept(store: Store, week: str, many: int, *, first: bool = True) -> None:
    talk = Conversation(Pseudonyms(bytes(32)).contact(Channel.WEB, f"{week}{many}{first}"), Channel.WEB, "x", NOW)
    gaps = tuple(Gap(week, "13_15", ASKED[number % 3], first) for number in range(many))
    await store.commit.commit(Changes(talk, gaps=gaps))


async def seen(house: House) -> str:
    """What the page says of questions, as text; nothing when there is no such section. The page needs a figure to be there."""
    await house.store.figures.publish(LAST, b"{}")
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get("/themes")).text
    section = page[page.index('id="h-gaps"') :].partition("</section>")[0] if "h-gaps" in page else ""
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


async def test_a_person_s_first_question_of_a_quarter_is_marked_and_no_other(store: Store) -> None:
    await turn(store, "can i bring a flibble to it", NOT_SURE)
    await turn(store, "can i bring a wombat to it", NOT_SURE)
    gaps = await store.listening.gaps(week_of(NOON))
    assert len(gaps) == 2
    assert [gap.first for gap in gaps].count(True) == 1


async def test_designers_see_a_group_of_five_people_in_words_they_share(house: House) -> None:
    await kept(house.store, LAST, 7)
    said = await seen(house)
    assert "clinic, friend 5 " in said
    assert not [asked for asked in ASKED if asked in said]


@pytest.mark.parametrize(("week", "many", "first"), [(LAST, 4, True), (LAST, 9, False), (week_of(NOW), 9, True)])
async def test_four_people_one_person_and_a_week_that_runs_are_not_shown(house: House, week: str, many: int, first: bool) -> None:
    await kept(house.store, week, many, first=first)
    assert await seen(house) == ""


async def test_a_made_up_year_fills_questions_and_voices_and_says_so(store: Store) -> None:
    with pytest.raises(LookupError):
        await listened(store, 1, NOW)
    await simulate(store.figures, HOUSE.themes, 1, NOW)
    await listened(store, 1, NOW)
    assert len(await GapReader(store.listening, DATA / "nlu").groups(NOW)) >= 2
    voices = [voice for month in ("2026-11", "2026-06") for voice in await store.listening.voices(month)]
    assert voices
    assert all("(made up)" in voice.text for voice in voices)
    assert (await published(store.figures, HOUSE.themes, NOW)).made_up == 1
