"""Workers at the desk: they claim (two at once at times), write, hand over, release, hand back and close. Links in, moves out.

Never two presses for one: a lost answer is asked for again with the same mark, as the page does.
"""

import asyncio
import random
import re
import secrets
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import httpx

from bench.chaos.houses import House
from bench.chaos.known import PUBLIC_URL
from bench.chaos.ledger import Ledger, Reply
from bot.content.hours import LONDON
from bot.model.message import ContactId

_CASE = re.compile(r'href="(/desk/case/([0-9a-f]{32})/[^"]+)"')
_OTHERS = re.compile(r'<option value="([0-9a-f]{16})">[^<]+, \d+ of \d+<')
_DONE = 303


class Worker:
    """One worker with a browser's cookies."""

    def __init__(self, name: str, houses: Sequence[House], ledger: Ledger, seed: int) -> None:
        self.name, self._houses, self._ledger = name, houses, ledger
        self._chance = random.Random(f"worker {name} {seed}")
        self._web = httpx.AsyncClient(headers={"Origin": PUBLIC_URL}, timeout=10, follow_redirects=False)
        self._csrf = ""
        self._numbers: dict[str, int] = {}

    async def join(self, link: str) -> None:
        """Makes the account through a one-time link. Raises when it cannot."""
        path = link.removeprefix(PUBLIC_URL)
        await self._get(path)
        joined = await self._post(path, first_name=self.name.title(), login=self.name, password="three random words")
        # Behind a TLS proxy the cookie is sent on; here there is none, so it is carried by hand.
        self._web.headers["Cookie"] = joined.headers["set-cookie"].partition(";")[0]
        await self._get("/desk")
        until = datetime.now(LONDON) + timedelta(hours=6)
        await self._post("/desk/on", until=f"{until:%H:%M}", room="20")

    async def work(self, until: float) -> None:
        """A shift: until the time is up or the task is cancelled."""
        while time.monotonic() < until:
            try:
                await self._one_case()
            except httpx.HTTPError:
                self._ledger.counts["times the desk did not answer a worker"] += 1
            await asyncio.sleep(self._chance.uniform(0.2, 1.0))

    async def close(self) -> None:
        """Closes the browser."""
        await self._web.aclose()

    async def _one_case(self) -> None:
        page = (await self._get("/desk")).text
        listed = _CASE.findall(page.partition(">Waiting <")[2])  # not what this worker kept
        if not listed:
            return
        place, contact = self._chance.choice(listed[:4])  # few, so that two often want the same
        claimed = (await self._post(f"{place}/claim", reason="known")).status_code
        self._ledger.counts[f"claims answered {claimed}"] += 1
        # One who is refused tries to write all the same, at times: the desk must say no.
        if claimed != _DONE and self._chance.random() < 0.8:
            return
        for _ in range(self._chance.randint(1, 4)):
            await self._say(place, ContactId(contact))
            await asyncio.sleep(self._chance.uniform(0, 0.6))
        await self._leave(place)

    async def _say(self, place: str, contact: ContactId) -> None:
        number = self._numbers[contact] = self._numbers.get(contact, 0) + 1
        reply = Reply(contact, secrets.token_hex(8), f"reply {number} of {self.name} to {contact[:6]}")
        self._ledger.replies.append(reply)
        for _ in range(30):
            try:
                said = await self._post(f"{place}/say", text=reply.body, nonce=reply.nonce)
            except httpx.HTTPError:
                await asyncio.sleep(0.5)
                continue
            if said.status_code == _DONE:
                reply.acknowledged = True
                if self._chance.random() < 0.1:  # pressed twice
                    await self._post(f"{place}/say", text=reply.body, nonce=reply.nonce)
                return
            if said.status_code < 500:
                reply.refused = True
                self._ledger.counts[f"words of workers answered {said.status_code}"] += 1
                return
            await asyncio.sleep(0.5)

    async def _leave(self, place: str) -> None:
        way, form = self._chance.choice(("close", "close", "hand_back", "release", "hand_over", "stay")), {}
        if way == "stay":
            return
        if way == "hand_over":
            others = _OTHERS.findall((await self._get(place)).text)
            if not others:
                return
            form = {"to": self._chance.choice(others)}
        if way == "close":
            form = {"outcome": "advice", "theme": "other.service"}
        done = await self._post(f"{place}/{way}", **form)
        self._ledger.counts[f"{way.replace('_', ' ')} answered {done.status_code}"] += 1

    async def _get(self, path: str) -> httpx.Response:
        page = await self._web.get(self._chance.choice(self._houses).url + path)
        if found := re.search(r'name="csrf" value="([^"]+)"', page.text):
            self._csrf = found[1]
        return page

    async def _post(self, path: str, **form: str) -> httpx.Response:
        return await self._web.post(self._chance.choice(self._houses).url + path, data={"csrf": self._csrf} | form)
