"""Answers Rasa's calls for our actions inside Lev's own process. A call in, events and messages out, as `rasa_sdk` answers them.

Never served in public: `bot.app` mounts it on the internal listener.
"""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


class Actions:
    """Loads the actions at the first call: importing `rasa_sdk` takes seconds, and Lev must be up before."""

    def __init__(self) -> None:
        self._executor: Any = None
        self._loading = asyncio.Lock()

    async def answer(self, request: Request) -> Response:
        """200 with events and responses; 400 when an action refuses or is unknown to us, as stock Rasa expects."""
        from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

        executor = await self._ready()
        call = await request.json()
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as error:
            return JSONResponse({"error": "rejected", "action_name": error.action_name}, status_code=400)
        except ActionNotFoundException as error:
            return JSONResponse({"error": "unknown", "action_name": error.action_name}, status_code=404)
        return JSONResponse(result.model_dump() if result else {})

    async def _ready(self) -> Any:
        async with self._loading:
            if self._executor is None:
                self._executor = await asyncio.to_thread(_executor)
        return self._executor


def action_routes() -> list[Route]:
    """The one route Rasa calls."""
    return [Route("/webhook", Actions().answer, methods=["POST"])]


def _executor() -> Any:
    from rasa_sdk.executor import ActionExecutor

    import actions

    executor = ActionExecutor()
    for name in actions.__all__:
        executor.register_action(getattr(actions, name))
    return executor
