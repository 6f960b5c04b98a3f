"""How each part of the house is. The parts in, one plain table out, for the internal port only.

Never says more than counts and states.
"""

from collections.abc import Awaitable, Callable

import httpx
from redis.exceptions import RedisError

from bot.store.open import Store
from bot.store.spool import Spool

_LOOK_SECONDS = 2.0


class Health:
    """Asks the parts. `ok` is false only when texts cannot be stored and answered: without Rasa the menu still works."""

    def __init__(self, store: Store, spool: Spool, rasa_url: str, sms_on: bool) -> None:
        self._store = store
        self._spool = spool
        self._rasa_url = rasa_url
        self._sms_on = sms_on

    async def look(self) -> dict[str, object]:
        """`{"ok": bool, "parts": {name: state}}`."""
        waiting: dict[str, int] | str = "unknown"

        async def asked() -> None:
            nonlocal waiting
            await self._store.alive()
            waiting = await self._store.reads.waiting_work()

        store = await _state(asked)
        parts = {
            "store": store,
            "rasa": await _state(self._rasa_state),
            "spool": "empty" if self._spool.empty else "holding texts",
            "sms": "on" if self._sms_on else "not set up",
            "waiting": waiting,
        }
        return {"ok": store == "up", "parts": parts}

    async def _rasa_state(self) -> None:
        async with httpx.AsyncClient(timeout=_LOOK_SECONDS) as client:
            (await client.get(self._rasa_url)).raise_for_status()


async def _state(look: Callable[[], Awaitable[None]]) -> str:
    try:
        await look()
    except (RedisError, OSError, httpx.HTTPError):
        return "down"
    return "up"
