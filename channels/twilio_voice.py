"""SMS out through Twilio. Outgoing texts in, Twilio's ids out.

Never sends what Twilio would refuse for its length.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from urllib.parse import urlencode

from bot.model.delivery import SendError
from bot.model.message import Channel, Outbound
from channels.sms_parts import pack
from channels.twilio_client import TwilioApi
from channels.twilio_errors import TOO_LONG

_CLOCKS_DIFFER = timedelta(minutes=1)  # Twilio's from ours, and its times have whole seconds


class TwilioVoice:
    """The way out of `sms`. `sender` is a number (E.164) or a messaging service's id; receipts come back to `public_url`."""

    channel = Channel.SMS

    def __init__(self, *, account_sid: str, auth_token: str, sender: str, public_url: str, api_base: str) -> None:
        """`api_base` is https://api.twilio.com, or where a stand-in listens."""
        self._sender = sender
        self._public_url = public_url.rstrip("/")
        self._api = TwilioApi(account_sid, auth_token, api_base)

    async def send(self, outbound: Outbound, address: str) -> str:
        """Hands one text to Twilio and returns its SID. Raises `SendError`."""
        packed = pack(outbound.text)
        if not packed.fits:
            raise SendError(TOO_LONG, retryable=False)
        receipts = f"{self._public_url}/sms/receipt?{urlencode({'c': outbound.contact, 'o': outbound.id})}"
        return await self._api.send(to=address, sender=self._sender, body=packed.body, receipts=receipts)

    async def taken(self, outbound: Outbound, address: str, since: datetime, others: Collection[str]) -> str | None:
        """Whether Twilio's own list of texts to this number holds this one: its SID, or nothing. Raises `SendError`."""
        body = pack(outbound.text).body
        texts = await self._api.texts_to(address, since - _CLOCKS_DIFFER)
        return next((sid for sid, said in texts if sid not in others and said.endswith(body)), None)

    def segments(self, outbound: Outbound) -> int:
        """What it takes on the air, for the pace that carriers allow a number."""
        return pack(outbound.text).segments

    async def close(self) -> None:
        """Closes the connections to Twilio; a later `send` opens new ones."""
        await self._api.close()
