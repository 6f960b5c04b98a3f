"""Open desk pages on one running Lev: memory a page, and how long a ring takes to the last of them. Counts in, rows out.

Never a Lev of its own making: it is `python -m bot serve`, on loopback, with an embedded store and no Rasa.
"""

import asyncio
import base64
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bench.growth.fill import contact_of
from bench.growth.rasas import _free_port
from bot.desk.sign_in import made
from bot.launch.rasa import ROOT
from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.worker import Role
from bot.store.accounts import Accounts
from bot.store.open import Store, open_store

_RINGS = 10
_START_SECONDS = 120.0


def pages(counts: list[int]) -> list[dict[str, float]]:
    """Starts Lev, opens more and more pages, rings, and stops it."""
    key, port, internal = base64.b64encode(bytes(range(32))).decode(), _free_port(), _free_port()
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder) / "valkey") as valkey:
        given = {
            "LEV_PORT": str(port),
            "LEV_INTERNAL_PORT": str(internal),
            "LEV_VAR": str(Path(folder) / "var"),
            "LEV_SEAL_KEY": key,
            "LEV_PSEUDONYM_KEY": base64.b64encode(bytes(32)).decode(),
            "REDIS_URL": valkey.url,
            "RASA_URL": "http://127.0.0.1:9",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEV_", "TWILIO_", "REDIS_"))}
        lev = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=kept | given)
        try:
            _wait(internal)
            return asyncio.run(_measured(lev.pid, port, valkey.url, counts))
        finally:
            lev.terminate()
            lev.wait(20)


async def _measured(pid: int, port: int, redis_url: str, counts: list[int]) -> list[dict[str, float]]:
    store = open_store(redis_url, bytes(range(32)))
    worker = await made("bench", "Tam", Role.SUPPORT_WORKER, "three random words")
    accounts = Accounts(store.redis, store.codec)
    await accounts.add(worker)
    token = await accounts.sign_in(worker, datetime.now(UTC))
    readers: list[asyncio.StreamReader] = []
    held, rows, before = [], [], _resident(pid)
    for count in counts:
        while len(readers) < count:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**16)
            writer.write(f"GET /desk/live HTTP/1.1\r\nHost: localhost\r\nCookie: lev_desk={token}\r\n\r\n".encode())
            await reader.readuntil(b"data: open\r\n\r\n")
            readers.append(reader)
            held.append(writer)
        took = [await _ring(store, readers, number) for number in range(_RINGS)]
        last = sorted(last for _, last in took)
        row = {"pages": count, "first_ms": sorted(first for first, _ in took)[_RINGS // 2], "last_ms": last[_RINGS // 2]}
        row = {name: round(value, 1) for name, value in row.items()} | {"last_slow_ms": round(last[-1], 1)}
        rows.append(row | {"kb_each": round((_resident(pid) - before) / count)})
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


def _resident(pid: int) -> int:
    """KiB of a process's memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _wait(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health", timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("Lev did not start")
