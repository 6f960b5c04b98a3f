"""How each part of the house is. The parts in, one plain table out, for the internal port only.

Never says more than counts and states.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
from redis.exceptions import RedisError

from bot.store.open import Store
from bot.store.spool import Spool

_LOOK_SECONDS = 2.0


class Health:
    """Asks the parts. `ok` is false only when texts cannot be stored and answered: without Rasa the menu still works."""

    def __init__(self, store: Store, spool: Spool, rasa_url: str, sms_on: bool, drill_late: timedelta) -> None:
        self._store = store
        self._spool = spool
        self._rasa_url = rasa_url
        self._sms_on = sms_on
        self._drill_late = drill_late

    async def look(self) -> dict[str, object]:
        """`{"ok": bool, "parts": {name: state}}`."""
        store = await _state(self._store_state)
        parts = {
            "store": store,
            "rasa": await _state(self._rasa_state),
            "spool": "empty" if self._spool.empty else "holding texts",
            "sms": "on" if self._sms_on else "not set up",
            "drill": (await self._store.drills.last()).words(self._drill_late, datetime.now(UTC)) if store == "up" else "unknown",
            "waiting": await self._store.reads.waiting_work() if store == "up" else "unknown",
        }
        return {"ok": store == "up", "parts": parts}

    async def _store_state(self) -> None:
        await self._store.alive()

    async def _rasa_state(self) -> None:
        async with httpx.AsyncClient(timeout=_LOOK_SECONDS) as client:
            (await client.get(self._rasa_url)).raise_for_status()


async def _state(look: Callable[[], Awaitable[None]]) -> str:
    try:
        await look()
    except (RedisError, OSError, httpx.HTTPError):
        return "down"
    return "up"
