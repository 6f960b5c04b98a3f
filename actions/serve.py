"""Answers Rasa's calls for our actions inside Lev's own process. A call in, events and messages out, as `rasa_sdk` answers them.

Never served in public: `bot.front` mounts it on the internal listener. Never says in an error what a young person wrote.
"""

import asyncio
import json
import logging
import zlib
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_LOG = logging.getLogger(__name__)


class Actions:
    """Loads the actions at the first call: importing `rasa_sdk` can take seconds, and Lev must be up before."""

    def __init__(self) -> None:
        self._executor: Any = None
        self._loading = asyncio.Lock()

    async def answer(self, request: Request) -> Response:
        """200 with events and responses; 400 refused or not a call, 404 no such action, 449 no domain, 500 it failed."""
        executor = await self.load()
        try:
            call = await _call(request)
        except (ValueError, zlib.error):
            return _error(400, "Invalid body request", "")
        from rasa_sdk import interfaces  # loaded by now

        try:
            result = await executor.run(call)
        except interfaces.ActionExecutionRejection as error:
            return _error(400, error.message, error.action_name)
        except interfaces.ActionNotFoundException as error:
            return _error(404, error.message, error.action_name)
        except interfaces.ActionMissingDomainException as error:
            return _error(449, error.message, error.action_name)
        except Exception as error:  # whatever it is, its message may hold a text: only its type is told
            _LOG.error("action failed: %s", type(error).__name__)
            return _error(500, type(error).__name__, str(call.get("next_action")))
        return JSONResponse(result.model_dump() if result else None)

    async def load(self) -> Any:
        """The executor with all our actions. Takes a second or more the first time, in a thread."""
        async with self._loading:
            if self._executor is None:
                self._executor = await asyncio.to_thread(_executor)
        return self._executor


def action_routes(actions: Actions | None = None) -> list[Route]:
    """The one route Rasa calls."""
    return [Route("/webhook", (actions or Actions()).answer, methods=["POST"])]


async def _call(request: Request) -> dict[str, Any]:
    body = await request.body()
    if request.headers.get("content-encoding") == "deflate":  # Rasa's COMPRESS_ACTION_SERVER_REQUEST
        body = zlib.decompress(body)
    call = json.loads(body)
    if not isinstance(call, dict):
        raise ValueError("not a table")
    return call


def _error(status: int, what: str, action: str) -> Response:
    return JSONResponse({"error": what, "action_name": action}, status_code=status)


def _executor() -> Any:
    from rasa_sdk.executor import ActionExecutor

    from actions.every import EVERY

    executor = ActionExecutor()
    for action in EVERY:
        executor.register_action(action)
    return executor
