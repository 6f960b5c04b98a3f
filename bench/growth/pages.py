"""Open desk pages on one running Lev: memory a page, and how long a ring takes to the last of them. Counts in, rows out.

Never a Lev of its own making: it is `python -m bot serve`, on loopback, with an embedded store and no Rasa.
"""

import asyncio
import time
from datetime import UTC, datetime

from bench.growth.fill import contact_of
from bench.served import KEY, Served, served
from bench.speed.processes import family, proportional
from bot.desk.sign_in import made
from bot.model.changes import Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.worker import Role
from bot.store.accounts import Accounts
from bot.store.open import Store, open_store

_RINGS = 10


def pages(counts: list[int]) -> list[dict[str, float]]:
    """Starts Lev, opens more and more pages, rings, and stops it."""
    with served() as lev:
        return asyncio.run(_measured(lev, counts))


async def _measured(lev: Served, counts: list[int]) -> list[dict[str, float]]:
    store = open_store(lev.store, KEY)
    worker = await made("bench", "Tam", Role.SUPPORT_WORKER, "three random words")
    accounts = Accounts(store.redis, store.codec)
    await accounts.add(worker)
    token = await accounts.sign_in(worker, datetime.now(UTC))
    readers: list[asyncio.StreamReader] = []
    held, rows, before = [], [], _kib(lev.pid)
    for count in counts:
        while len(readers) < count:
            reader, writer = await asyncio.open_connection("127.0.0.1", lev.port, limit=2**16)
            writer.write(f"GET /desk/live HTTP/1.1\r\nHost: localhost\r\nCookie: lev_desk={token}\r\n\r\n".encode())
            await reader.readuntil(b"data: open\r\n\r\n")
            readers.append(reader)
            held.append(writer)
        took = [await _ring(store, readers, number) for number in range(_RINGS)]
        last = sorted(last for _, last in took)
        row = {"pages": count, "first_ms": sorted(first for first, _ in took)[_RINGS // 2], "last_ms": last[_RINGS // 2]}
        row = {name: round(value, 1) for name, value in row.items()} | {"last_slow_ms": round(last[-1], 1)}
        rows.append(row | {"kb_each": round((_kib(lev.pid) - before) / count)})
        print(rows[-1], flush=True)
    for writer in held:
        writer.close()
    await store.close()
    return rows


async def _ring(store: Store, readers: list[asyncio.StreamReader], number: int) -> tuple[float, float]:
    """Milliseconds from before the commit to the first and to the last page that heard it."""
    contact = contact_of(9, number)
    talk = Conversation(contact, Channel.WEB, "page", datetime.now(UTC))
    begun = time.perf_counter()

    async def heard(reader: asyncio.StreamReader) -> float:
        await reader.readuntil(b"data: case\r\n\r\n")
        return (time.perf_counter() - begun) * 1000

    waiting = [asyncio.create_task(heard(reader)) for reader in readers]
    await asyncio.sleep(0)
    begun = time.perf_counter()
    await store.commit.commit(Changes(talk, events=(Event("case", contact),), news_only=True))
    times = await asyncio.gather(*waiting)
    await asyncio.sleep(0.2)
    return min(times), max(times)


def _kib(pid: int) -> float:
    """KiB of memory of a Lev: of its front, its work and what reads, shared pages once."""
    return 1e6 / 1024 * sum(proportional(one) for one in family(pid))
