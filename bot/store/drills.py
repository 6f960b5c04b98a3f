"""How the last drills went, and whose turn the next one is. A drill's end in; what health and the desk show out.

Never anything of a person: a drill is nobody.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from redis.asyncio import Redis

from bot.store.keys import DAY, desk


@dataclass(frozen=True, slots=True)
class Drilled:
    """`good_at`: when one last came through whole, and in how many `seconds`; `stuck_at`: the step the last one stopped at."""

    good_at: datetime | None = None
    seconds: float = 0.0
    stuck_at: str = ""

    def late(self, limit: timedelta, now: datetime) -> bool:
        """Whether none has come through for too long. Where none ever did, only a drill that stopped tells something."""
        return self.good_at is not None and now - self.good_at > limit

    def words(self, limit: timedelta, now: datetime) -> str:
        """`good`, `late`, `stuck at case` or `none yet`."""
        if self.stuck_at:
            return f"stuck at {self.stuck_at}"
        return "none yet" if self.good_at is None else "late" if self.late(limit, now) else "good"


class Stuck(Exception):
    """A drill that did not come through; `str()` names the step: `webhook`, `case` or `desk`."""


class Drills:
    """Drills in the store."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def due(self, seconds: int) -> bool:
        """Whether it is this process's turn: true once in so many seconds for all processes together."""
        return bool(await self._redis.set(desk("drill", "due"), "1", nx=True, ex=seconds))

    async def came_through(self, now: datetime, seconds: float) -> None:
        """Notes a whole drill."""
        await self._keep({"good_at": now.isoformat(), "seconds": f"{seconds:.3f}", "stuck_at": ""})

    async def stuck(self, step: str) -> None:
        """Notes where a drill stopped."""
        await self._keep({"stuck_at": step})

    async def last(self) -> Drilled:
        """What is known."""
        found = {key.decode(): value.decode() for key, value in cast(dict[bytes, bytes], await self._redis.hgetall(_PLACE)).items()}
        good = datetime.fromisoformat(found["good_at"]).astimezone(UTC) if found.get("good_at") else None
        return Drilled(good, float(found.get("seconds", 0)), found.get("stuck_at", ""))

    async def _keep(self, fields: dict[str, str]) -> None:
        await self._redis.hset(_PLACE, mapping=fields)  # type: ignore[arg-type]
        await self._redis.expire(_PLACE, 30 * DAY)


_PLACE = desk("drill", "last")
