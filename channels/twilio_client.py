"""The `twilio` package's own client, asked politely: one pool, a time limit, a base address that can be named, and no log.

Never writes a number or a text anywhere.
"""

import logging
from typing import Any

from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

LIMIT_SECONDS = 10.0  # Twilio mostly answers within one; longer and the text is tried again
_TWILIO = "https://api.twilio.com"


class QuietClient(AsyncTwilioHttpClient):
    """Sends requests to `base` in Twilio's place."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=LIMIT_SECONDS, logger=_silent())
        self._base = base

    async def request(self, method: str, url: str, *args: Any, **named: Any) -> Response:
        """As the package does it, at our base address and with our time limit."""
        named["timeout"] = LIMIT_SECONDS
        return await super().request(method, url.replace(_TWILIO, self._base, 1), *args, **named)


def client(account_sid: str, auth_token: str, base: str) -> Client:
    """A client whose requests go to `base`. Make it inside a running event loop; close it with `http_client.close()`."""
    return Client(account_sid, auth_token, http_client=QuietClient(base))


def _silent() -> logging.Logger:
    # The package logs addresses and headers at INFO; this logger hears nothing and passes nothing on.
    logger = logging.getLogger("channels.twilio_client.silent")
    logger.propagate = False
    logger.disabled = True
    return logger
