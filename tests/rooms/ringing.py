"""What tests of the timers share: a clock to turn, a worker to move, and the case to look at."""

from datetime import UTC, datetime, timedelta

from bot.desk import moves
from bot.desk.scene import Scene
from bot.model.case import Case
from bot.model.worker import Role, Worker
from bot.store.keys import lane_for
from bot.store.open import Store
from bot.timers.round import Timers
from tests.rooms.turning import ADA, HOUSE, NOON

TAM = Worker("w1", "tam", "Tam", Role.SUPPORT_WORKER, "")
NIGHT = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


def after(minutes: float, begun: datetime = NOON) -> datetime:
    return begun + timedelta(minutes=minutes)


async def ring(store: Store, now: datetime, staff: frozenset[str] = frozenset({"on_call", "lead"})) -> None:
    await Timers(store, HOUSE, staff, lambda: now).look()


async def the_case(store: Store) -> Case:
    _, case = await store.reads.talk(ADA)
    assert case
    return case


async def move(store: Store, act: str, now: datetime) -> None:
    talk, case = await store.reads.talk(ADA)
    assert talk and case
    scene = Scene(talk, case, TAM, now, HOUSE.words)
    changes = moves.say(scene, "I am here.", f"o{now}") if act == "say" else getattr(moves, act)(scene)
    await store.commit.commit(changes)


async def alerts(store: Store) -> list[tuple[str | None, str]]:
    return [(q.outbound.staff, q.outbound.text) async for q in store.lanes.new_outbound(lane_for(ADA))]
