"""SMS in through Twilio. Signed webhooks in, texts and receipts through the doors.

Never answers before a text is safe, and never takes a webhook that Twilio did not sign.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from twilio.request_validator import RequestValidator

from bot.model.message import Channel, Took
from channels.base import Doors
from channels.twilio_form import Form, TurnedAway, form_of, inbound_of, receipt_of

_XML = '<?xml version="1.0" encoding="UTF-8"?>'


class TwilioSms:
    """The way in of `sms`. `public_url` is what Twilio signs."""

    channel = Channel.SMS

    def __init__(self, doors: Doors, *, account_sid: str, auth_token: str, public_url: str) -> None:
        self._doors = doors
        self._account_sid = account_sid
        self._key = auth_token
        self._public_url = public_url.rstrip("/")
        self._validator = RequestValidator(auth_token)

    def routes(self) -> Sequence[BaseRoute]:
        """The two webhooks."""
        return [
            Route("/sms/receive", self._receive, methods=["POST"]),
            Route("/sms/receipt", self._receipt, methods=["POST"]),
        ]

    async def _receive(self, request: Request) -> Response:
        """Twilio brings a text."""
        try:
            form = await self._signed_form(request)
            token = request.headers.get("i-twilio-idempotency-token", "")
            inbound = inbound_of(form, datetime.now(UTC), key=self._key, idempotency=token)
        except TurnedAway as error:
            return _turned_away(error)
        try:
            took = await self._doors.take_in(inbound)
        except OSError:
            return _turned_away(TurnedAway(503, "The text could not be kept."))  # Twilio asks the fallback
        return self._crisis() if took is Took.SPOOLED else Response(f"{_XML}<Response/>", media_type="text/xml")

    async def _receipt(self, request: Request) -> Response:
        """Twilio says what became of a text of ours."""
        try:
            form = await self._signed_form(request)
            named = request.query_params
            receipt = receipt_of(form, named.get("c", ""), named.get("o", ""), datetime.now(UTC))
        except TurnedAway as error:
            return _turned_away(error)
        await self._doors.receipt(Channel.SMS, receipt)
        return Response(status_code=204)

    async def _signed_form(self, request: Request) -> Form:
        form = await form_of(request)
        # Twilio signed the address it knows. The request's own host is the proxy's or a stranger's, so it is not asked.
        path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
        address = f"{self._public_url}{path}{'?' if query else ''}{query}"
        signature = request.headers.get("x-twilio-signature", "")
        if not signature or not self._validator.validate(address, form, signature):
            raise TurnedAway(403, "The signature is missing or does not fit.")
        if form.get("AccountSid", self._account_sid) != self._account_sid:
            raise TurnedAway(403, "This is another account's.")
        return form

    def _crisis(self) -> Response:
        words = self._doors.words.say("crisis", None, Channel.SMS).text
        return Response(f"{_XML}<Response><Message>{escape(words)}</Message></Response>", media_type="text/xml")


def _turned_away(error: TurnedAway) -> Response:
    # One line a refusal: a wrong PUBLIC_URL or token turns every text away, and somebody must be able to see that.
    logging.getLogger(__name__).warning("a webhook was turned away with %d", error.status)
    return Response(error.why, error.status, media_type="text/plain")
