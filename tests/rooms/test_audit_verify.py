"""`audit verify` against a real Valkey: a whole chain is whole, and whatever was done to a line is found."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.store.chain import walk
from bot.store.keys import Lane, lane_for
from bot.store.open import Store, open_store
from tests.rooms.backed_up import SEAL, commands, somebody, turn

LANE = lane_for(somebody(1).contact)
AUDIT = LANE.of("audit")


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, SEAL)
    talk = somebody(1)
    for number in range(5):
        talk = await opened.commit.commit(turn(talk, number))
    yield opened
    await opened.close()


async def _line(store: Store, at: int) -> tuple[bytes, dict[bytes, bytes]]:
    return (await store.redis.xrange(AUDIT))[at]


async def _rewrite(store: Store, change: Callable[[list[dict[bytes, bytes]]], list[dict[bytes, bytes]]]) -> None:
    lines = [fields for _, fields in await store.redis.xrange(AUDIT)]
    await store.redis.delete(AUDIT)
    for fields in change(lines):
        await store.redis.xadd(AUDIT, fields)  # type: ignore[arg-type]


async def _changed(store: Store) -> None:
    await _rewrite(store, lambda lines: [*lines[:2], lines[2] | {b"body": lines[2][b"body"].replace(b"turn", b"none")}, *lines[3:]])


async def _one_gone(store: Store) -> None:
    await store.redis.xdel(AUDIT, (await _line(store, 2))[0])


async def _last_gone(store: Store) -> None:
    await store.redis.xdel(AUDIT, (await _line(store, 4))[0])


async def _first_gone(store: Store) -> None:
    await store.redis.xdel(AUDIT, (await _line(store, 0))[0])


async def _swapped(store: Store) -> None:
    await _rewrite(store, lambda lines: [lines[0], lines[2], lines[1], *lines[3:]])


async def _all_gone(store: Store) -> None:
    await store.redis.delete(AUDIT)


async def _no_head(store: Store) -> None:
    await store.redis.delete(LANE.of("audit_head"))


@pytest.mark.parametrize(
    ("harm", "whole"),
    [(_changed, 2), (_one_gone, 2), (_last_gone, 4), (_first_gone, 0), (_swapped, 1), (_all_gone, 0), (_no_head, 5)],
)
async def test_the_first_break_is_found(
    store: Store,
    valkey_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Store], Awaitable[None]],
    whole: int,
) -> None:
    bot = commands(valkey_url, tmp_path, monkeypatch)
    assert await asyncio.to_thread(bot, "audit", "verify") == 0
    said = capsys.readouterr().out
    assert f"lane {LANE.number:02}\t5 lines\twhole" in said
    assert "Audit: 5 lines, every chain is whole." in said
    await harm(store)
    assert (await walk(store.redis, LANE)).lines == whole
    assert await asyncio.to_thread(bot, "audit", "verify") == 1
    said = capsys.readouterr()
    assert f"lane {LANE.number:02} is broken" in said.err
    assert somebody(1).contact not in said.err + said.out
    assert (await walk(store.redis, Lane((LANE.number + 1) % 16))).broken is None


async def test_it_is_whole_while_lev_writes(store: Store) -> None:
    talk = await store.reads.conversation(somebody(1).contact)

    async def busy() -> None:
        nonlocal talk
        for number in range(3_000):  # more than two pages
            talk = await store.commit.commit(turn(talk, number))  # type: ignore[arg-type]

    work = asyncio.create_task(busy())
    looks = 0
    while not work.done():
        assert (await walk(store.patient, LANE)).broken is None
        looks += 1
    await work
    assert (await walk(store.patient, LANE)).lines == 3_005
    assert looks > 1
