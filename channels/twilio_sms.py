"""SMS through Twilio. Signed webhooks in, texts through the doors; outgoing texts in, Twilio's ids out.

Never answers before a text is safe, and never takes a webhook that Twilio did not sign.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.sax.saxutils import escape

import aiohttp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.model.message import Channel, ContactId, Inbound, Outbound, Receipt, SendError, Took
from channels.base import Doors
from channels.clean import clean_text
from channels.twilio_client import client
from channels.twilio_errors import TIMED_OUT, send_error
from channels.twilio_form import BadForm, form_of

_EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


class TwilioSms:
    """The channel `sms`. `sender` is a number (E.164) or a messaging service's id; `public_url` is what Twilio signs."""

    channel = Channel.SMS

    def __init__(self, doors: Doors, *, account_sid: str, auth_token: str, sender: str, public_url: str, api_base: str) -> None:
        self._doors = doors
        self._account_sid = account_sid
        self._auth_token = auth_token
        self._sender = sender
        self._public_url = public_url
        self._api_base = api_base
        self._validator = RequestValidator(auth_token)
        self._client: Client | None = None

    def routes(self) -> Sequence[BaseRoute]:
        """The two webhooks."""
        return [
            Route("/sms/receive", self._receive, methods=["POST"]),
            Route("/sms/receipt", self._receipt, methods=["POST"]),
        ]

    async def send(self, outbound: Outbound, address: str) -> str:
        """Hands one text to Twilio and returns its SID. Raises `SendError`."""
        if self._client is None:  # its pool belongs to the running loop
            self._client = client(self._account_sid, self._auth_token, self._api_base)
        receipts = f"{self._public_url}/sms/receipt?{urlencode({'c': outbound.contact, 'o': outbound.id})}"
        place = "messaging_service_sid" if self._sender.startswith("MG") else "from_"
        try:
            sent = await self._client.messages.create_async(
                to=address, body=outbound.text, status_callback=receipts, **{place: self._sender}
            )
        except TwilioRestException as error:
            raise send_error(error.status, error.code) from None  # its message can hold the number
        except TimeoutError:
            raise SendError(TIMED_OUT, retryable=True) from None
        except (aiohttp.ClientError, OSError, TwilioException, ValueError) as error:
            raise SendError(type(error).__name__, retryable=True) from None
        return str(sent.sid)

    async def close(self) -> None:
        """Closes the connections."""
        if self._client is not None:
            await self._client.http_client.close()

    async def _receive(self, request: Request) -> Response:
        try:
            form = await form_of(request)
        except BadForm as error:
            return Response(error.why, error.status, media_type="text/plain")
        if not self._signed(request, form) or form.get("AccountSid", self._account_sid) != self._account_sid:
            return Response("The signature is missing or does not fit.", 403, media_type="text/plain")
        if not form.get("From"):
            return Response("From is missing.", 400, media_type="text/plain")
        try:
            took = await self._doors.take_in(_inbound(form))
        except OSError:
            return Response("The text could not be kept.", 503, media_type="text/plain")  # Twilio asks the fallback
        return Response(self._crisis() if took is Took.SPOOLED else _EMPTY, media_type="text/xml")

    async def _receipt(self, request: Request) -> Response:
        try:
            form = await form_of(request)
        except BadForm as error:
            return Response(error.why, error.status, media_type="text/plain")
        if not self._signed(request, form):
            return Response("The signature is missing or does not fit.", 403, media_type="text/plain")
        contact, outbound_id = request.query_params.get("c", ""), request.query_params.get("o", "")
        sid, status = form.get("MessageSid", ""), form.get("MessageStatus", "")
        if not (contact and outbound_id and sid and status):
            return Response("The receipt names no text of ours.", 400, media_type="text/plain")
        code = form.get("ErrorCode") or None
        receipt = Receipt(ContactId(contact), outbound_id, sid, status, datetime.now(UTC), code)
        await self._doors.receipt(Channel.SMS, receipt)
        return Response(status_code=204)

    def _signed(self, request: Request, form: dict[str, str]) -> bool:
        query = f"?{request.url.query}" if request.url.query else ""
        address = f"{self._public_url}{request.url.path}{query}"
        signature = request.headers.get("x-twilio-signature", "")
        return bool(signature) and bool(self._validator.validate(address, form, signature))

    def _crisis(self) -> str:
        words = self._doors.words.say("crisis", None, Channel.SMS).text
        return f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>{escape(words)}</Message></Response>'


def _inbound(form: dict[str, str]) -> Inbound:
    text = clean_text(form.get("Body", ""))
    media = form.get("NumMedia", "0")
    marks = "\0".join((form["From"], form.get("Body", "")))
    # Signed, but without an id: its own words stand in for one, so that a repeat is known and nothing is lost.
    sid = form.get("MessageSid") or form.get("SmsSid") or "none-" + hashlib.sha256(marks.encode()).hexdigest()[:32]
    return Inbound(Channel.SMS, sid, form["From"], text, datetime.now(UTC), int(media) if media.isdecimal() else 0)
