"""Takes the work of every lane this process holds, one text at a time per person. Streams in, one call per text out.

Never gives one person's second text to anybody before the first is finished, and never lets go of work that failed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from redis.exceptions import RedisError

from bot.log import failure
from bot.model.message import Queued, Taken
from bot.store.keys import Lane, all_lanes
from bot.store.lanes import LEASE_SECONDS, Lanes

_LOOK_AGAIN_SECONDS = 1.0  # while another process holds the lane, or the store is away
_AT_ONCE = 50  # people of one lane served at the same time

type Work = Taken | Queued
type Stream[W] = Callable[[Lane], AsyncIterator[W]]


class Rounds[W: (Taken, Queued)]:
    """The endless round over all lanes for one kind of work (`turns` or `sends`). Works of one `order_of` keep their order."""

    def __init__(
        self,
        lanes: Lanes,
        work: str,
        left_over: Stream[W],
        new: Stream[W],
        do: Callable[[W], Awaitable[None]],
        order_of: Callable[[W], str],
    ) -> None:
        self._lanes = lanes
        self._work = work
        self._left_over: Stream[W] = left_over
        self._new: Stream[W] = new
        self._do: Callable[[W], Awaitable[None]] = do
        self._order_of: Callable[[W], str] = order_of

    async def run(self) -> None:
        """Runs until cancelled; gives its leases back on the way out."""
        async with asyncio.TaskGroup() as group:
            for lane in all_lanes():
                group.create_task(self._lane(lane))

    async def _lane(self, lane: Lane) -> None:
        try:
            while True:
                try:
                    if await self._lanes.hold(lane, self._work):
                        await self._held(lane)
                except* Exception as errors:  # the store is away, the lease is lost, or an entry broke us: look again
                    failure(__name__, errors.exceptions[0])
                if (me := asyncio.current_task()) and me.cancelling():  # told to stop as the store went: the error hid it
                    raise asyncio.CancelledError
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        finally:
            try:
                async with asyncio.timeout(1):
                    await self._lanes.let_go(lane, self._work)
            except (RedisError, OSError, TimeoutError):
                pass  # the lease ends by itself

    async def _held(self, lane: Lane) -> None:
        """Works the lane until the lease is lost. A store error ends every task of it: all is taken again from the start."""
        async with asyncio.TaskGroup() as group:
            queue = _InOrder(group, self._do)
            group.create_task(self._keep(lane))
            async for work in self._left_over(lane):
                await queue.put(self._order_of(work), work)
            while True:
                async for work in self._new(lane):
                    await queue.put(self._order_of(work), work)

    async def _keep(self, lane: Lane) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            if not await self._lanes.hold(lane, self._work):
                raise OSError("the lane was taken over")  # ends this round: somebody else works the lane now


class _InOrder[W: (Taken, Queued)]:
    """One queue a person, served side by side."""

    def __init__(self, group: asyncio.TaskGroup, do: Callable[[W], Awaitable[None]]) -> None:
        self._group = group
        self._do: Callable[[W], Awaitable[None]] = do
        self._waiting: dict[str, list[W]] = {}
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def put(self, contact: str, work: W) -> None:
        if contact in self._waiting:
            self._waiting[contact].append(work)
            return
        await self._room.acquire()
        self._waiting[contact] = [work]
        self._group.create_task(self._serve(contact))

    async def _serve(self, contact: str) -> None:
        try:
            queue = self._waiting[contact]
            while queue:
                await self._do(queue[0])
                queue.pop(0)
        except (RedisError, OSError):
            raise
        except Exception as error:  # one person's broken record must not hold up everybody else in the lane
            failure(__name__, error)
        finally:
            del self._waiting[contact]
            self._room.release()
