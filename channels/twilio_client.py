"""The `twilio` package's own client, asked politely: one pool, a time limit, a base address that can be named, and no log.

Never writes a number or a text anywhere: every fault leaves here as a `SendError` with a code and nothing else.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.model.delivery import SendError
from channels.twilio_errors import CUT_OFF, NO_CONNECTION, NOT_UNDERSTOOD, TIMED_OUT, send_error

_LOOK_BACK = 50  # texts to one number, newest first: more than one person is sent in the hours we keep trying
LIMIT_SECONDS = 10.0  # Twilio mostly answers within one; longer and the text is tried again
_TWILIO = "https://api.twilio.com"


class TwilioApi:
    """Twilio's way out. Its pool belongs to the running loop, so it is opened by the first `send`."""

    def __init__(self, account_sid: str, auth_token: str, base: str) -> None:
        self._account_sid = account_sid
        self._auth_token = auth_token
        self._base = base.rstrip("/")
        self._client: Client | None = None

    async def send(self, *, to: str, sender: str, body: str, receipts: str) -> str:
        """Hands one text over and returns its SID. `receipts` is the address for Twilio's word on it. Raises `SendError`."""
        place = "messaging_service_sid" if sender.startswith("MG") else "from_"
        with _as_send_error():
            sent = await self._opened().messages.create_async(to=to, body=body, status_callback=receipts, **{place: sender})
        if not sent.sid:
            raise SendError(NOT_UNDERSTOOD, retryable=True, unsure=True)
        return str(sent.sid)

    async def texts_to(self, to: str, since: datetime) -> list[tuple[str, str]]:
        """The texts Twilio has taken for a number since then (UTC), newest first: SIDs and bodies. Raises `SendError`."""
        with _as_send_error():
            listed = await self._opened().messages.list_async(to=to, limit=_LOOK_BACK, page_size=_LOOK_BACK)
        ours = [text for text in listed if text.direction != "inbound" and text.date_created and text.date_created >= since]
        return [(str(text.sid), text.body or "") for text in ours]

    def _opened(self) -> Client:
        if self._client is None:
            self._client = Client(self._account_sid, self._auth_token, http_client=QuietClient(self._base))
        return self._client

    async def close(self) -> None:
        """Closes the connections."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.http_client.close()


@contextmanager
def _as_send_error() -> Iterator[None]:
    """Whatever goes wrong inside leaves as a `SendError`. After some of them Twilio may have taken the text all the same."""
    try:
        yield
    except (TwilioRestException, TwilioServiceException) as error:
        raise send_error(error.status, error.code) from None  # `from None`: its sentence can hold the number
    except TimeoutError:
        raise SendError(TIMED_OUT, retryable=True, unsure=True) from None
    except aiohttp.ClientConnectorError:
        raise SendError(NO_CONNECTION, retryable=True) from None
    except (aiohttp.ClientError, OSError):
        raise SendError(CUT_OFF, retryable=True, unsure=True) from None
    except (TwilioException, ValueError):
        raise SendError(NOT_UNDERSTOOD, retryable=True, unsure=True) from None


class QuietClient(AsyncTwilioHttpClient):
    """Sends requests to `base` in Twilio's place, within our time limit, and keeps no copy of them."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=LIMIT_SECONDS, logger=_silent())
        self._base = base

    async def request(self, method: str, url: str, *args: Any, **named: Any) -> Response:
        """As the package does it, at our base address. The package itself forgets the limit it was made with."""
        named["timeout"] = LIMIT_SECONDS
        try:
            return await super().request(method, url.replace(_TWILIO, self._base, 1), *args, **named)
        finally:
            self._test_only_last_request = self._test_only_last_response = None  # these hold the number and the text


def _silent() -> logging.Logger:
    # The package logs addresses and headers at INFO; this logger hears nothing and passes nothing on.
    logger = logging.getLogger("channels.twilio_client.silent")
    logger.propagate = False
    logger.disabled = True
    return logger
