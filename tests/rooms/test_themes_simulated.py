"""The made-up year: the same for the same seed, marked for good, and never beside anything real."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bench.emptied import emptied
from bot.content.themes import Themes
from bot.model.changes import Changes, Count
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.privacy.pseudonym import Pseudonyms
from bot.setting_checks import ROOT
from bot.store.open import Store, open_store
from bot.themes.published import published
from bot.themes.simulate import simulate
from bot.themes.simulate_now import _fill

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
THEMES = Themes.load(ROOT / "data" / "themes.yml")
TALK = Conversation(Pseudonyms(bytes(32)).contact(Channel.WEB, "ada"), Channel.WEB, "ada", NOW)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    store = open_store(valkey_url, os.urandom(32))
    yield store
    await store.close()


async def test_the_same_seed_makes_the_same_year(store: Store) -> None:
    years = []
    for seed in (5, 5, 6):
        await emptied(store.redis)
        await simulate(store.figures, THEMES, seed, NOW)
        found = await published(store.figures, THEMES, NOW)
        assert found.made_up == seed
        assert len(found.weeks) >= 52
        assert len(found.quarters) >= 3
        years.append((found.weeks, found.quarters))
    assert years[0] == years[1] != years[2]


async def test_it_is_not_put_beside_anything_real(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    await store.commit.commit(Changes(TALK))
    assert await _fill(store, 1) == 1
    assert "real talks or figures" in capsys.readouterr().err
    assert await store.figures.made_up() is None


async def test_counts_alone_are_real_too(store: Store) -> None:
    await store.commit.commit(Changes(replace(TALK, practice=True), counts=(Count("2026-W40", "feel.low", "age", "unknown"),)))
    assert await _fill(store, 1) == 1


async def test_a_drill_is_nothing_real_and_a_second_year_is_refused(store: Store) -> None:
    await store.commit.commit(Changes(replace(TALK, practice=True)))
    assert await _fill(store, 1) == 0
    assert await store.figures.made_up() == 1
    assert await _fill(store, 2) == 1


async def test_people_are_never_made_up_in_a_store_without_the_mark(store: Store) -> None:
    with pytest.raises(LookupError):
        await store.figures.add("2026-W40", {("feel.low", "age", "unknown"): 5})
