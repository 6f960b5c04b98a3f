"""What Lev says of "you said, we did": where it stands, and the newest that is short. Never a draft."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.you_said import YouSaid
from bot.store.open import Store
from bot.store.you_said import YouSaidStore
from tests.rooms.turning import NOON, known_age, said, saying, store, turn

__all__ = ["store"]


@pytest.mark.parametrize("asked", ["voices", "You said, we did?", "what did you change"])
async def test_lev_says_where_it_stands_what_changed(store: Store, asked: str) -> None:
    await known_age(store)
    await turn(store, asked, saying("hello"))
    assert "/voices" in await said(store)


async def test_lev_says_the_newest_that_is_published_and_short(store: Store) -> None:
    await known_age(store)
    entries = YouSaidStore(store.redis, store.codec)
    for number, half in enumerate(("Buses stop too early", "x" * 121, "A draft that nobody published")):
        entry = YouSaid(f"{number}", half, "A later bus runs from May", "w1", NOON + timedelta(days=number))
        await entries.keep(entry if number == 2 else replace(entry, published_by="w2", published_at=entry.written_at))
    await turn(store, "voices", saying("hello"))
    text = await said(store)
    assert "Young people said: Buses stop too early. Then this was done: A later bus runs from May." in text
    assert "xxx" not in text
    assert "A draft" not in text
    await entries.take_away("0")
    before = await said(store)
    await turn(store, "voices", saying("hello"))
    assert "Young people said" not in (await said(store)).removeprefix(before)
