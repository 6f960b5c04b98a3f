"""What was counted and what was published of it. Weeks in, sums over all lanes out; published figures in, kept as they are.

Never changes a figure once it is published, and never hands a count to a page: `bot.themes.suppress` stands between.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import cast

from redis.asyncio import Redis

from bot.model.message import ContactId
from bot.store.keys import DAY, PUBLISHED, Lane, all_lanes

type Cell = tuple[str, str, str]
"""Theme, cube, cell."""

_MADE_UP = "made up"
_NAMES = """
local names, page = {}, '0'
repeat
  local found = redis.call('SCAN', page, 'MATCH', ARGV[1], 'COUNT', 10000)
  page = found[1]
  for _, name in ipairs(found[2]) do names[name] = true end
until page == '0'
local all = {}
for name in pairs(names) do all[#all + 1] = name end
return all
"""  # of one lane, in its own slot; asked once, by hand


class Figures:
    """Counts by week, and published figures by the name of their period."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def counts(self, weeks: Sequence[str]) -> dict[str, dict[Cell, int]]:
        """Each week's cells, summed over lanes, in people. A week without any is empty."""
        found = await asyncio.gather(*(self._lane(lane, weeks) for lane in all_lanes()))
        sums: dict[str, dict[Cell, int]] = {week: {} for week in weeks}
        for lane in found:
            for week, cells in zip(weeks, lane, strict=True):
                for field, people in cells.items():
                    theme, cube, cell = field.decode().split("|")
                    sums[week][theme, cube, cell] = sums[week].get((theme, cube, cell), 0) + int(people)
        return sums

    async def _lane(self, lane: Lane, weeks: Sequence[str]) -> list[dict[bytes, bytes]]:
        return [cast(dict[bytes, bytes], await self._redis.hgetall(lane.of("figures", week))) for week in weeks]

    async def published(self) -> dict[str, bytes]:
        """Everything published, by period (`2026-W48`, `2026-Q4`)."""
        kept = cast(dict[bytes, bytes], await self._redis.hgetall(PUBLISHED))
        return {name.decode(): body for name, body in kept.items() if name.decode() != _MADE_UP}

    async def publish(self, period: str, body: bytes) -> bool:
        """Keeps a period's figures for good. False when they were published before: then those stand."""
        return bool(await self._redis.hsetnx(PUBLISHED, period, body))

    async def made_up(self) -> int | None:
        """The seed of the made-up figures in this store; nothing where figures are real."""
        seed = cast(bytes | None, await self._redis.hget(PUBLISHED, _MADE_UP))
        return int(seed) if seed is not None else None

    async def anything(self) -> bool:
        """Whether anything was ever counted or published here."""
        if await self._redis.exists(PUBLISHED):
            return True
        return any(await asyncio.gather(*(self._names(lane, "figures") for lane in all_lanes())))

    async def contacts(self) -> list[ContactId]:
        """Everybody whose talk is kept."""
        found = await asyncio.gather(*(self._names(lane, "conversation") for lane in all_lanes()))
        return [ContactId(name.decode().rpartition(":")[2]) for names in found for name in names]

    async def _names(self, lane: Lane, kind: str) -> list[bytes]:
        return cast(list[bytes], await self._redis.eval_ro(_NAMES, 1, lane.of(kind), lane.of(kind, "*")))

    async def add(self, week: str, counts: Mapping[Cell, int]) -> None:
        """Puts made-up people into a week. Real ones are counted by `bot.store.commit`, with what they wrote."""
        if await self.made_up() is None:
            raise LookupError("this store is not marked as made up")
        place = all_lanes()[0].of("figures", week)
        await self._redis.hset(place, mapping={"|".join(cell): people for cell, people in counts.items()})
        await self._redis.expire(place, 2 * 365 * DAY)

    async def mark_made_up(self, seed: int) -> None:
        """Marks every figure of this store as made up, for good."""
        await self._redis.hset(PUBLISHED, _MADE_UP, str(seed))
