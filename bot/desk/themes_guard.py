"""The designers' guard, for the themes page. A handler and what to note in, a guarded handler out.

Never notes a figure: they are published. What is noted is a report, which holds voices that were passed on.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.guards import Endpoint, Guards, Need, Visit
from bot.desk.noted import noted_of_desk
from bot.store.open import Store


class ThemesGuard:
    """Called with a handler, and what the audit says of whoever was answered; none when that is empty."""

    def __init__(self, store: Store, guards: Guards, clock: Callable[[], datetime]) -> None:
        self._store, self._guards, self._clock = store, guards, clock

    def __call__(self, handler: Callable[[Request], Awaitable[Response]], did: str) -> Endpoint:
        """The handler behind the guard."""

        @wraps(handler)
        async def guarded(visit: Visit) -> Response:
            answer = await handler(visit.request)
            if did and answer.status_code == 200:
                await noted_of_desk(self._store, self._clock(), visit.me.id, did)
            return answer

        return self._guards.guarded(Need.THEMES, guarded)
