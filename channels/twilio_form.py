"""Reads a webhook's form. A request in; its fields, an inbound text or a receipt out, or `TurnedAway` with a status.

Never reads more than 64 KiB, never waits longer than Twilio does, and never quotes what was sent.
"""

import asyncio
import hmac
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import ClientDisconnect, Request

from bot.model.delivery import Receipt
from bot.model.message import Channel, ContactId, Inbound, is_contact
from channels.clean import clean_text

MOST_BYTES = 64 * 1024  # Twilio's own are under 8 KiB: 1,600 characters, most of them three bytes, each byte as %xx
_MOST_FIELDS = 500
_SECONDS_TO_SEND = 15  # Twilio gives up on us after as many
_FORM = "application/x-www-form-urlencoded"

Form = ImmutableMultiDict[str, str]
"""Fields by name. A repeated name keeps all its values, since Twilio signs them all; `get` gives the last."""


class TurnedAway(Exception):
    """A webhook we do not take. `status` is HTTP's; `why` is a sentence without anything that was sent."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


async def form_of(request: Request) -> Form:
    """All fields, empty ones included, since Twilio signs those too. Raises `TurnedAway` 400, 408, 413 or 415."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise TurnedAway(415, "A form is expected.")
    body = await _body(request)
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=bool(body), errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:  # not UTF-8, not a form, or too many fields
        raise TurnedAway(400, "The form cannot be read.") from None
    return ImmutableMultiDict(pairs)


def inbound_of(form: Form, now: datetime, *, key: str, idempotency: str = "") -> Inbound:
    """The text in a signed form. `now` is UTC. Raises `TurnedAway` 400 when nobody sent it.

    Without a MessageSid the text still counts: a keyed hash stands in, so that a repeat is known. `idempotency` is
    Twilio's own token for repeats of one webhook; without it, the same words from the same phone within one hour are one.
    """
    address, said, media = form.get("From", ""), form.get("Body", ""), form.get("NumMedia", "")
    if not address:
        raise TurnedAway(400, "From is missing.")
    sid = form.get("MessageSid") or form.get("SmsSid")
    if not sid:
        marks = "\0".join((address, said, idempotency or f"{now:%Y-%m-%dT%H}"))
        sid = "none-" + hmac.digest(key.encode(), marks.encode(), "sha256").hex()[:32]  # keyed: a number can be guessed
    pictures = int(media) if media.isascii() and media.isdecimal() and len(media) < 4 else 0
    return Inbound(Channel.SMS, sid, address, clean_text(said), now, pictures)


def receipt_of(form: Form, contact: str, outbound_id: str, now: datetime) -> Receipt:
    """The receipt in a signed form; whose it is stands in the address we gave. Raises `TurnedAway` 400."""
    sid, status = form.get("MessageSid", ""), form.get("MessageStatus", "")
    if not (is_contact(contact) and outbound_id and sid and status):
        raise TurnedAway(400, "The receipt names no text of ours.")
    return Receipt(ContactId(contact), outbound_id, sid, status, now, form.get("ErrorCode") or None)


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BYTES:
                    raise TurnedAway(413, "The form is too long.")
    except TimeoutError:
        raise TurnedAway(408, "The form took too long to arrive.") from None
    except ClientDisconnect:
        raise TurnedAway(400, "The form did not arrive whole.") from None
    return bytes(body)
