"""Packs that wait for the case system in the metrics: how many, for how long, and none once they are taken, refused or erased."""

from datetime import timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry

from bot.erase_now import erase
from bot.model.worker import Role
from bot.scrape import Scrape
from bot.store.spool import Spool
from tests.desk_house import ADA, house
from tests.metrics_seen import seen
from tests.rooms.posting import Office, office, theirs
from tests.standins.case_system import CaseSystemStandIn

__all__ = ["house", "office", "theirs"]


async def waiting(office: Office, tmp_path: Path) -> tuple[float, float]:
    """How many wait, and for how many seconds the oldest has, as the page says it."""
    store = office.house.store
    scrape = Scrape(CollectorRegistry, store, Spool(tmp_path / "inbound", store.codec), lambda: False, lambda: office.house.now)
    page = seen((await scrape.text()).decode())
    return page["lev_packs_waiting"][()], page["lev_oldest_pack_seconds"][()]


async def test_packs_are_counted_until_they_are_taken_or_refused(office: Office, theirs: CaseSystemStandIn, tmp_path: Path) -> None:
    theirs.moods = [503, 503]
    assert await waiting(office, tmp_path) == (0, 0)
    await office.press("refer", to="maru")
    office.house.now += timedelta(minutes=2)
    await office.press("refer", to="lado")
    assert await waiting(office, tmp_path) == (2, 120)
    assert await office.round() == 2
    assert await waiting(office, tmp_path) == (2, 120), "a try that failed changes nothing"
    theirs.moods = [422]
    assert await office.round(later=60) == 2
    assert await waiting(office, tmp_path) == (0, 0), "one refused, one taken"


async def test_what_waited_of_somebody_erased_is_not_counted(office: Office, tmp_path: Path) -> None:
    await office.press("refer", to="maru")
    await office.press("close", outcome="referred", theme="home.unsafe")
    store = office.house.store
    await office.house.person(Role.LEAD, "Lee")
    lead = await office.house.accounts.by_login("lee.lead")
    assert lead
    assert await waiting(office, tmp_path) == (1, 0)
    await erase(store, ADA, lead, office.house.now, "asked")
    assert await waiting(office, tmp_path) == (0, 0)
