"""The load: whole requests, made beforehand, over kept connections from a process of its own. Bytes in, `Done` out.

Never leaves loopback, and always ends: by its count or by its clock.
"""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import cast

import uvloop

from bench.speed.figures import Done

ANSWER_SECONDS = 30.0  # an answer that takes longer is lost


class Line(asyncio.Protocol):
    """One kept connection: a request at a time. The least HTTP that reads what our two servers answer."""

    def __init__(self) -> None:
        self._got = bytearray()
        self._waits: asyncio.Future[int] | None = None
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way out."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none of asyncio's by class

    async def ask(self, request: bytes) -> int:
        """The status of the answer; 0 when there is none."""
        self._got.clear()
        self._waits = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._waits
        except TimeoutError:
            self.lost = True
            self._transport.abort()
            return 0

    def data_received(self, data: bytes) -> None:
        """Ends the wait when an answer is whole."""
        self._got += data
        head, found, body = bytes(self._got).partition(b"\r\n\r\n")
        if not found:
            return
        _, _, length = head.lower().partition(b"\r\ncontent-length:")
        if len(body) >= (int(length.split(b"\r\n", 1)[0]) if length else 0):
            self._end(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends the wait with nothing."""
        self.lost = True
        self._end(0)

    def _end(self, status: int) -> None:
        if self._waits and not self._waits.done():
            self._waits.set_result(status)


class Lines:
    """As many connections as are asked at once; a lost one is made anew."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[Line] = []
        self.times: list[float] = []
        self.statuses: Counter[int] = Counter()

    async def ask(self, request: bytes, since: float | None = None) -> None:
        """One request. `since` is when it was due: a server that is behind keeps those waiting that come after, too."""
        begun = since or time.perf_counter()
        try:
            self._free = [line for line in self._free if not line.lost]  # a server may close one that rests
            line = self._free.pop() if self._free else await self._made()
            status = await line.ask(request)
        except OSError:
            status = 0
        else:
            if not line.lost:
                self._free.append(line)
        self.times.append((time.perf_counter() - begun) * 1000)
        self.statuses[status] += 1

    async def _made(self) -> Line:
        _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", self._port)
        return line


async def _closed(port: int, requests: Sequence[bytes], at_once: int, seconds: float) -> Done:
    lines, left = Lines(port), iter(requests)
    begun = time.perf_counter()

    async def one(left: Iterator[bytes]) -> None:
        for request in left:
            await lines.ask(request)
            if time.perf_counter() - begun > seconds:
                return

    await asyncio.gather(*(one(left) for _ in range(at_once)))
    return Done(tuple(lines.times), lines.statuses, time.perf_counter() - begun)


async def _at_rate(port: int, requests: Sequence[bytes], rate: float, seconds: float) -> Done:
    lines, begun, asked = Lines(port), time.perf_counter(), []
    for number, request in zip(itertools.count(), requests[: int(rate * seconds)]):
        due = begun + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        asked.append(asyncio.ensure_future(lines.ask(request, due)))
    await asyncio.gather(*asked)
    return Done(tuple(lines.times), lines.statuses, time.perf_counter() - begun)


def run_closed(port: int, requests: Sequence[bytes], at_once: int, seconds: float) -> Done:
    """So many at once, each asking its next as soon as it is answered; ends when there are no more or time is up."""
    return uvloop.run(_closed(port, requests, at_once, seconds))


def run_at_rate(port: int, requests: Sequence[bytes], rate: float, seconds: float) -> Done:
    """So many a second whatever the answers take; times count from when each was due."""
    return uvloop.run(_at_rate(port, requests, rate, seconds))


def elsewhere() -> ProcessPoolExecutor:
    """A process for the load, so that it takes no time from whoever is measured in this one."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))
