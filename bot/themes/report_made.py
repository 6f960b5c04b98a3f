"""Makes the report of some quarters from the store, in the form that is wanted. Store, tree and quarters in, bytes out.

Never publishes anything by itself, and never reads a voice that was not passed on.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.content.profile import load_profile
from bot.content.themes import Themes
from bot.setting_checks import ROOT
from bot.store.listening import Listening
from bot.store.open import Store
from bot.store.you_said import YouSaidStore
from bot.themes.published import published
from bot.themes.report import Report, report
from bot.themes.report_forms import as_report_html, as_report_json
from bot.themes.report_span import months_in, weeks_of
from bot.themes.tag import week_of


def _pdf(made: Report) -> bytes:
    from bot.themes.report_pdf import as_report_pdf  # what draws takes 20 MB: only for who needs it

    return as_report_pdf(made)


FORMS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "html": ("text/html; charset=utf-8", as_report_html),
    "pdf": ("application/pdf", _pdf),
    "json": ("application/json", as_report_json),
}
"""By the ending of the file: its type, and who makes it."""


async def made_report(store: Store, themes: Themes, quarters: tuple[str, ...], now: datetime) -> Report:
    """Raises `NoFigures` when not all of it is published by `now`."""
    found = await published(store.figures, themes, now)
    profile = load_profile(ROOT / "data" / "profile.yml", themes)
    voices, done = await asyncio.gather(
        _passed_on(store.listening, quarters), _you_said(YouSaidStore(store.redis, store.codec), quarters)
    )
    return report(found, themes, profile, quarters, voices, done)


async def _you_said(entries: YouSaidStore, quarters: tuple[str, ...]) -> list[tuple[str, str]]:
    """By the week of publishing, and within one by their letters: none of it by the minute."""
    weeks = {*weeks_of(quarters)}
    dated = [(week_of(one.published_at), one.said, one.did) for one in await entries.published() if one.published_at]
    return [(said, did) for week, said, did in sorted(dated) if week in weeks]


async def _passed_on(listening: Listening, quarters: tuple[str, ...]) -> list[str]:
    months = await asyncio.gather(*(listening.voices(month) for month in months_in(quarters)))
    return [voice.shared for voices in months for voice in voices if voice.shared]
