"""Rasa's REST channel, for whoever knows the token. A request in; Rasa's answer, or 401 before Rasa has read a word, out.

Never without a token: Rasa does not start then. It runs in Rasa's environment (Python 3.10), beside a Rasa that stays stock.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

_SHORTEST = 20  # as LEV_RASA_TOKEN must be


class Door(RestInput):
    """The same paths and answers as `rest`, so that Lev asks a Rasa with this door as it asks any other."""

    def __init__(self, token: str) -> None:
        self._wanted = f"Bearer {token}".encode()

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> Door:
        """`token` is what `rasa_door/credentials.yml` takes from the environment."""
        token = str((credentials or {}).get("token") or "")
        if len(token) < _SHORTEST:
            raise RasaException(f"The door of Rasa needs a token of at least {_SHORTEST} letters: LEV_RASA_TOKEN.")
        return cls(token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The channel's own routes, each behind the question for the token."""
        routes = super().blueprint(on_new_message)

        @routes.middleware("request")
        async def _ask(request: Request) -> HTTPResponse | None:
            given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
            return None if hmac.compare_digest(given, self._wanted) else response.text("", status=401)

        return routes
