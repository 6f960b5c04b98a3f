"""Young people who text and chat, in bursts, each waiting for "it is here" before the next. A plan in, a filled ledger out.

Never gives up on a text while there is time: the same text goes again under the same id, as Twilio and the page do.
"""

import asyncio
import base64
import json
import random
import time
from collections.abc import Sequence

import httpx

from bench.chaos.houses import House
from bench.chaos.known import ACCOUNT, PSEUDONYM_KEY, SENDER, signed
from bench.chaos.ledger import Ledger, Person, Text
from bench.chaos.plan import Plan
from bot.model.message import Channel
from bot.privacy.pseudonym import Pseudonyms

_NAMES = ("ada", "bryok", "cador", "demelza", "elowen", "fenn", "gryff", "hedra", "jory", "kensa", "lowen", "merryn")
_SAYS = ("what is consent", "hi", "is this a bot", "where can i get condoms", "ok", "my friends are being weird", "how do i say no")
_DISCLOSES = ("he said he will post my pics if i dont send more", "my mum hits me", "i want to hurt myself", "he checks my phone")
_ASKS = "can i talk to a real person please"


class Young:
    """All of them. `open_gate` is set while Lev keeps up; a shut gate stands for the day having hours."""

    def __init__(self, plan: Plan, houses: Sequence[House], ledger: Ledger, web: httpx.AsyncClient) -> None:
        self._plan, self._houses, self._ledger, self._web = plan, houses, ledger, web
        self._chance = random.Random(f"young {plan.seed}")
        self.open_gate = asyncio.Event()
        self.open_gate.set()

    async def all(self, until: float) -> None:
        """Everybody writes, so many at once, until all is written and acknowledged or the time is up."""
        shares = [self._plan.messages // self._plan.people] * self._plan.people
        for extra in range(self._plan.messages - sum(shares)):
            shares[extra] += 1
        room = asyncio.Semaphore(self._plan.at_once)
        await asyncio.gather(*(self._one(index, share, room, until) for index, share in enumerate(shares)))

    async def _one(self, index: int, share: int, room: asyncio.Semaphore, until: float) -> None:
        chance = random.Random(f"person {index} {self._plan.seed}")
        person = self._person(index, chance)
        self._ledger.people.append(person)
        troubled, left = chance.random() < 0.3, 0
        async with room:
            for number in range(1, share + 1):
                if not left:
                    left = chance.randint(1, 6)
                    await asyncio.sleep(chance.uniform(0, 1.2))
                left -= 1
                await self.open_gate.wait()
                if time.monotonic() > until:
                    return
                text = self._text(person, number, chance, troubled=troubled, last=number == share)
                self._ledger.texts.append(text)
                await self._said(text, chance, until)

    def _person(self, index: int, chance: random.Random) -> Person:
        channel = Channel.SMS if chance.random() < 0.65 else Channel.WEB
        # From the range that is kept for drama.
        address = f"+4477009{index:05}" if channel is Channel.SMS else f"{index:05}{chance.randbytes(19).hex()}"
        contact = Pseudonyms(base64.b64decode(PSEUDONYM_KEY)).contact(channel, address)
        return Person(f"{_NAMES[index % len(_NAMES)]}{index}", channel, address, contact, index % len(self._houses))

    def _text(self, person: Person, number: int, chance: random.Random, *, troubled: bool, last: bool) -> Text:
        says = chance.choice(_SAYS)
        if troubled and chance.random() < 0.25:
            says = chance.choice((*_DISCLOSES, _ASKS))
        body = f"text {number} of {person.name}: {says}"
        if last and person.channel is Channel.SMS and chance.random() < 0.05:
            body = "STOP"
        return Text(person, number, "SM" + chance.randbytes(16).hex(), body)

    async def _said(self, text: Text, chance: random.Random, until: float) -> None:
        """Posts until it is taken in; one in ten goes twice, at the same time or after, perhaps to the other Lev."""
        repeats = chance.random()
        home = self._houses[text.person.house]
        if repeats < 0.05:
            await asyncio.gather(self._until_taken(text, home, until), self._until_taken(text, home, until))
            return
        await self._until_taken(text, home, until)
        if repeats < 0.10 and text.acknowledged:
            # While it lies on one Lev's disk, the other would be first to store it: that is no order to hold anybody to.
            await self._posted(text, home if text.spooled else chance.choice(self._houses))

    async def _until_taken(self, text: Text, house: House, until: float) -> None:
        while time.monotonic() < until + 60:  # what is begun may end
            if await self._posted(text, house):
                return
            self._ledger.counts["webhooks and posts that had to go again"] += 1
            await asyncio.sleep(0.3)

    async def _posted(self, text: Text, house: House) -> bool:
        try:
            answer = await (self._sms(text, house) if text.person.channel is Channel.SMS else self._chat(text, house))
        except httpx.HTTPError:
            return False
        if answer.status_code not in (200, 202):
            self._ledger.counts[f"texts answered {answer.status_code}"] += 1
            return False
        text.acknowledged = True
        if spooled := ("<Message>" in answer.text or '"spooled"' in answer.text):
            self._ledger.counts["texts taken to the disk while the store was away"] += not text.spooled
        text.spooled = text.spooled or spooled
        return True

    async def _sms(self, text: Text, house: House) -> httpx.Response:
        form = {"MessageSid": text.message_id, "AccountSid": ACCOUNT, "From": text.person.address, "To": SENDER}
        form |= {"Body": text.body, "NumMedia": "0"}
        body, headers = signed("/sms/receive", form)
        return await self._web.post(f"{house.url}/sms/receive", content=body, headers=headers)

    async def _chat(self, text: Text, house: House) -> httpx.Response:
        headers = {"Authorization": f"Bearer {text.person.address}", "Content-Type": "application/json"}
        body = json.dumps({"id": text.message_id, "text": text.body})
        return await self._web.post(f"{house.url}/chat/say", content=body, headers=headers)
