"""The SMS channel alone, behind doors that only note what came. Answers to give in; what came in and an app out.

Never decides anything: each answer is the one the test programmed.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
from starlette.applications import Starlette

from bot.content.words import Words
from bot.model.delivery import Receipt
from bot.model.message import Channel, Entry, Inbound, Took
from channels.base import Doors
from channels.twilio_sms import TwilioSms
from channels.twilio_voice import TwilioVoice
from tests.standins.signed import Fields, signed_post_async

ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "f" * 32, "+447700900000"
PUBLIC_URL = "https://lev.example"
PHONE = "+447700900123"  # from the range that is kept for drama
WORDS = Words.load(Path("data/words"))


async def _hide(channel: Channel, address: str) -> None:
    raise AssertionError("a phone has no page")


class SmsDoor:
    """`took` is what the next texts meet: an answer or an error. `inbound` and `receipts` are what came in, in order."""

    def __init__(self, api_base: str = "http://127.0.0.1:9", *, sender: str = SENDER, words: Words = WORDS) -> None:
        self.took: Took | Exception = Took.STORED
        self.inbound: list[Inbound] = []
        self.receipts: list[Receipt] = []
        doors = Doors(self._take_in, self._receipt, _follow, words, {}, _hide)
        self.sms = TwilioSms(doors, account_sid=ACCOUNT, auth_token=TOKEN, public_url=PUBLIC_URL)
        self.voice = TwilioVoice(account_sid=ACCOUNT, auth_token=TOKEN, sender=sender, public_url=PUBLIC_URL, api_base=api_base)
        self.app = Starlette(routes=list(self.sms.routes()))
        # A proxy talks to us by a name of its own; the signature is over PUBLIC_URL all the same.
        self.web = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://inside.test:8080")

    async def text(self, path: str = "/sms/receive", token: str = TOKEN, **fields: str) -> httpx.Response:
        """A signed text from `PHONE`; a field given as "-" is left out."""
        return await self.post({key: value for key, value in (a_text() | fields).items() if value != "-"}, path, token)

    async def post(self, form: Fields, path: str = "/sms/receive", token: str = TOKEN) -> httpx.Response:
        """Any signed form."""
        return await signed_post_async(self.web, PUBLIC_URL, path, form, token)

    async def close(self) -> None:
        await self.web.aclose()
        await self.voice.close()

    async def _take_in(self, inbound: Inbound) -> Took:
        if isinstance(self.took, Exception):
            raise self.took
        self.inbound.append(inbound)
        return self.took

    async def _receipt(self, channel: Channel, receipt: Receipt) -> None:
        assert channel is Channel.SMS
        self.receipts.append(receipt)


def a_text() -> dict[str, str]:
    """The fields Twilio posts for a text from a British mobile, empty ones and all."""
    return {
        "ToCountry": "GB",
        "ToState": "",
        "SmsMessageSid": "SM1",
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": "SM1",
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": "hello",
        "FromCountry": "GB",
        "To": SENDER,
        "ToZip": "",
        "NumSegments": "1",
        "MessageSid": "SM1",
        "AccountSid": ACCOUNT,
        "From": PHONE,
        "ApiVersion": "2010-04-01",
    }


async def _follow(channel: Channel, address: str, after: str) -> AsyncIterator[Entry]:
    for entry in ():
        yield entry
