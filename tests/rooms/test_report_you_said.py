"""What changed in what came of it, and "you said, we did": from what is published, of the time of the report, in every form."""

import json
from datetime import UTC, datetime

from bot.model.you_said import YouSaid
from bot.store.open import Store
from bot.store.you_said import YouSaidStore
from bot.themes.cubes import EVERYONE
from bot.themes.published import published
from bot.themes.report_made import FORMS, made_report
from tests.rooms.test_report import HALF, NOW, THEMES, store

__all__ = ["store"]


async def test_what_was_published_of_you_said_in_this_time_stands_in_every_form(store: Store) -> None:
    entries = YouSaidStore(store.redis, store.codec)
    days = {
        "in": datetime(2026, 5, 4, tzinfo=UTC),
        "late": datetime(2026, 11, 2, tzinfo=UTC),
        "early": datetime(2025, 1, 6, tzinfo=UTC),
    }
    for name, day in days.items():
        await entries.keep(YouSaid(name, f"Buses <b>{name}</b>", "A later bus", "one", day))
        await entries.publish(name, "two", day)
    await entries.keep(YouSaid("draft", "Nobody has read this", "x", "one", days["in"]))
    made = await made_report(store, THEMES, HALF, NOW)
    assert made.you_said == (("Buses <b>in</b>", "A later bus"),)
    page, data, paper = (FORMS[ending][1](made) for ending in ("html", "json", "pdf"))
    assert "Buses &lt;b&gt;in&lt;/b&gt;" in page.decode()
    assert json.loads(data)["you_said"] == [{"said": "Buses <b>in</b>", "did": "A later bus"}]
    assert [FORMS[ending][1](await made_report(store, THEMES, HALF, NOW)) for ending in ("html", "json", "pdf")] == [
        page,
        data,
        paper,
    ]
    await entries.take_away("in")
    assert (await made_report(store, THEMES, HALF, NOW)).you_said == ()


async def test_what_changed_is_the_difference_of_two_published_figures(store: Store) -> None:
    found = await published(store.figures, THEMES, NOW)
    made = await made_report(store, THEMES, HALF, NOW)
    [section] = [one for one in made.sections if one.id == "came_of_it"]
    assert section.rows
    for row in section.rows:
        cube, cell = row.id.split(".")
        now, then = (
            sum(found.split(quarter).get(EVERYONE, {}).get(cube, {}).get(cell, 0) for quarter in quarters)
            for quarters in (HALF, ("2025-Q4", "2026-Q1"))
        )
        assert row.figures == (now or None, then or None, now - then)
