"""`/metrics` itself: what waits at this moment, the store away, only known names and labels, and docs that say the same."""

import re
from datetime import datetime, timedelta

import httpx
import pytest
from starlette.routing import Route

from bot.dialogue.ask import Dialogue
from bot.health import Health
from bot.launch.valkey import EmbeddedValkey
from bot.listeners import internal_app, public_app
from bot.measure.table import TABLE, rows
from bot.model.message import Channel, Took
from bot.scrape import Scrape
from bot.setting_checks import ROOT
from bot.timers.silence import LEFT_OPEN, WORKER_SILENT, YOUNG_SILENT
from tests.metrics_seen import seen
from tests.rooms.measuring import BEN, PHONE, Measuring, beating, lev
from tests.rooms.turning import NOON
from tests.walks.running import free_port

__all__ = ["lev"]


async def nobody() -> None:
    return None


async def figures(lev: Measuring, drilled: datetime | None = None) -> dict[str, dict[tuple[str, ...], float]]:
    """The page as a machine reads it, from the internal app: gauges and counters by name and the values of their labels."""
    if drilled:
        await lev.store.drills.came_through(drilled, 0.4)
    dialogue, now = Dialogue(f"http://127.0.0.1:{free_port()}"), datetime.now(NOON.tzinfo) + timedelta(seconds=60)
    for _ in range(3):
        await dialogue.ask("talk", "hello")
    scrape = Scrape(lambda: lev.registry, lev.store, lev.spool, lambda: dialogue.resting, lambda: now)
    app = internal_app(
        Health(lev.store, lev.spool, ["http://127.0.0.1:9"], beating(), sms_on=True, drill_late=timedelta(minutes=75)),
        scrape,
        nobody,
        [],
        [],
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://inside") as web:
        answer = await web.get("/metrics")
    await dialogue.close()
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert PHONE[3:] not in answer.text
    return seen(answer.text)


async def test_what_waits_is_read_at_the_moment_of_asking(lev: Measuring) -> None:
    await lev.text("one")
    await lev.text("two")
    page = await figures(lev, datetime.now(NOON.tzinfo))
    waiting = {key: value for key, value in page["lev_waiting_texts"].items() if value}
    assert list(waiting.values()) == [2]
    ((stream, lane),) = waiting
    assert stream == "inbound"
    assert 60 <= page["lev_oldest_waiting_seconds"][stream, lane] < 90
    assert page["lev_oldest_waiting_seconds"]["outbound", lane] == 0
    assert page["lev_rasa_resting"] == {(): 1}, "asked three times in vain"
    assert page["lev_store_up"] == {(): 1}
    assert 59 <= page["lev_drill_age_seconds"][()] <= 90
    assert len(page["lev_waiting_texts"]) == 32, "both streams of all lanes"


async def test_open_cases_and_those_that_ring(lev: Measuring) -> None:
    await lev.text("my dad hits me")
    await lev.turns()
    page = await figures(lev)
    assert page["lev_cases_open"]["waiting", "high"] == 1
    assert sum(page["lev_cases_open"].values()) == page["lev_cases_ringing"][()] == 1
    assert "lev_drill_age_seconds" not in page, "there was no drill yet"


async def test_a_case_that_is_a_drill_is_not_there(lev: Measuring) -> None:
    await lev.practising()
    await lev.text("my dad hits me")
    await lev.turns()
    page = await figures(lev)
    assert sum(page["lev_cases_open"].values()) == page["lev_cases_ringing"][()] == 0


async def test_the_store_away_shows_and_no_old_figure_stays(lev: Measuring, valkey_server: EmbeddedValkey) -> None:
    assert "lev_waiting_texts" in await figures(lev)
    valkey_server.kill()
    try:
        assert await lev.text("hello") is Took.SPOOLED
        page = await figures(lev)
    finally:
        valkey_server.start()
    assert page["lev_store_up"] == {(): 0}
    assert page["lev_spool_holding"] == {(): 1}
    assert page["lev_inbound_total"]["sms", "spooled"] == 1
    assert not {"lev_waiting_texts", "lev_cases_open", "lev_cases_ringing"} & page.keys()


@pytest.mark.parametrize("canary", [PHONE, "Kerensa", "he hits me", BEN, "o1.w.5555"])
async def test_what_is_in_no_table_becomes_other(lev: Measuring, canary: str) -> None:
    metrics = lev.metrics
    metrics.took_in(canary, canary, 1)  # type: ignore[arg-type]
    metrics.trying_again(canary)
    metrics.receipt(canary)
    metrics.climbed(canary)
    metrics.told(canary)
    metrics.conflicted(canary)
    assert not [line for line in lev.everything() if canary in line]
    assert lev.value("lev_sends_total", outcome="trying_again", reason="other") == 1


def test_the_public_port_has_no_metrics() -> None:
    served = {route.path for route in public_app([]).routes if isinstance(route, Route)}
    assert served
    assert "/metrics" not in served


def test_the_table_knows_every_word_of_the_rooms() -> None:
    values = {(one.name, label.name): {str(value) for value in label.values} for one in TABLE for label in one.labels}
    assert values["lev_silences_total", "what"] == {YOUNG_SILENT, WORKER_SILENT, LEFT_OPEN}
    assert values["lev_inbound_total", "channel"] == {*Channel}
    assert len({one.name for one in TABLE}) == len(TABLE)


def test_the_docs_list_every_metric_as_the_code_has_it() -> None:
    page = (ROOT / "docs" / "metrics.md").read_text()
    listed = [line for line in page.splitlines() if re.match(r"\| (name|`lev_\w+`) \||\|---\|---\|---\|---\|", line)]
    assert listed == rows(), "put these lines into docs/metrics.md:\n" + "\n".join(rows())
    assert {*re.findall(r"lev_\w+", page)} <= {one.name for one in TABLE}, "the rules below name metrics that exist"
