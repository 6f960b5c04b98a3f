"""How each part of the house is. The parts in, one plain table out, for the internal port only.

Never says more than counts and states.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
from redis.exceptions import RedisError

from bot.pulse import Pulse
from bot.store.open import Store
from bot.store.spool import Spool

_LOOK_SECONDS = 2.0


class Health:
    """Asks the parts. `ok` is false only when texts cannot be stored and answered: without Rasa the menu still works."""

    def __init__(
        self,
        store: Store,
        spool: Spool,
        rasa_urls: Sequence[str],
        pulse: Pulse,
        *,
        sms_on: bool,
        drill_late: timedelta,
    ) -> None:
        self._store = store
        self._spool = spool
        self._pulse = pulse
        self._rasa_urls = rasa_urls
        self._sms_on = sms_on
        self._drill_late = drill_late

    async def look(self) -> dict[str, object]:
        """`{"ok": bool, "parts": {name: state}}`."""
        waiting: dict[str, int] | str = "unknown"
        drill = "unknown"

        async def asked() -> None:
            nonlocal waiting, drill
            await self._store.alive()
            waiting = await self._store.reads.waiting_work()
            drill = (await self._store.drills.last()).words(self._drill_late, datetime.now(UTC))

        store = await _state(asked)
        parts = {
            "store": store,
            "work": "up" if self._pulse.works else "down",
            "reading": "up" if self._pulse.reads else "down",
            "rasa": _together(await asyncio.gather(*(_state(partial(_answers, url)) for url in self._rasa_urls))),
            "spool": "empty" if self._spool.empty else "holding texts",
            "sms": "on" if self._sms_on else "not set up",
            "drill": drill,
            "waiting": waiting,
        }
        return {"ok": store == "up" and self._pulse.reads, "parts": parts}


async def _answers(url: str) -> None:
    async with httpx.AsyncClient(timeout=_LOOK_SECONDS, trust_env=False) as client:
        (await client.get(url)).raise_for_status()


def _together(states: Sequence[str]) -> str:
    """One state for several of a kind: the talks of those that are down get the menu, the others' do not."""
    up = states.count("up")
    return states[0] if up in (0, len(states)) else f"{up} of {len(states)} up"


async def _state(look: Callable[[], Awaitable[None]]) -> str:
    try:
        await look()
    except (RedisError, OSError, httpx.HTTPError):
        return "down"
    return "up"
