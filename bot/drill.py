"""The drill: a made-up young person's text goes the whole way, webhook to desk to "seen". Settings and a store in, the end out.

Never reaches a phone, a figure or an alarm: its talk and its case are marked as practice from the first line.
"""

import asyncio
import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx

from bot.content.words import Words
from bot.desk import moves
from bot.desk.scene import Scene
from bot.log import failure
from bot.model.case import Case, CaseState
from bot.model.changes import Changes, Conflict
from bot.model.message import Channel
from bot.model.worker import Role, Worker
from bot.privacy.pseudonym import Pseudonyms
from bot.settings import Settings
from bot.store.drills import Stuck
from bot.store.open import Store

NUMBER = "+447700900999"
"""Kept for drama by Ofcom: nobody's phone."""

_WORDS = "this is a drill. he is outside my house with a knife"
_STEP_SECONDS = 20.0
_LOOK_SECONDS = 0.1
_DRILLER = Worker("drill", "drill", "Drill", Role.SUPPORT_WORKER, "", active=False)


class Drill:
    """One house's drill. `contact` is the young person it makes up."""

    def __init__(self, settings: Settings, store: Store, words: Words) -> None:
        self._settings = settings
        self._store = store
        self._words = words
        self._channel = Channel.SMS if settings.twilio_account_sid else Channel.WEB  # without Twilio it comes by the chat
        token = base64.urlsafe_b64encode(hmac.digest(settings.pseudonym_key, b"drill", "sha256")).decode().rstrip("=")
        self._address = NUMBER if self._channel is Channel.SMS else token
        self.contact = Pseudonyms(settings.pseudonym_key).contact(self._channel, self._address)

    async def run(self) -> float:
        """Seconds it took. Raises `Stuck`, and Redis' errors when not even that can be written down."""
        begun = time.monotonic()
        try:
            await self._close_old()
            await self._send()
            case = await self._arrived()
            await self._act(moves.acknowledge, case)
            await self._act(moves.claim, case)
            await self._act(lambda scene: moves.close(scene, "practice"), case)
        except Stuck as stuck:
            await self._store.drills.stuck(str(stuck))
            raise
        took = time.monotonic() - begun
        await self._store.drills.came_through(datetime.now(UTC), took)
        return took

    async def _close_old(self) -> None:
        """A drill that stopped half-way left its case open."""
        if old := await self._listed():
            if old.state is CaseState.WAITING:
                await self._act(moves.claim, old)
            await self._act(lambda scene: moves.close(scene, "practice"), old)

    async def _send(self) -> None:
        """By the same door as everybody, over HTTP."""
        here = self._settings.here
        async with httpx.AsyncClient(timeout=_STEP_SECONDS) as web:
            try:
                answer = await (self._text(web, here) if self._channel is Channel.SMS else self._chat(web, here))
            except httpx.HTTPError as error:
                failure(__name__, error)
                raise Stuck("webhook") from None
        if answer.status_code >= 300:
            raise Stuck("webhook")

    async def _text(self, web: httpx.AsyncClient, here: str) -> httpx.Response:
        form = {"MessageSid": "SMdrill" + secrets.token_hex(12), "AccountSid": self._settings.twilio_account_sid}
        form |= {"From": NUMBER, "To": self._settings.twilio_from, "Body": _WORDS, "NumMedia": "0"}
        signed = f"{self._settings.public_url}/sms/receive" + "".join(key + form[key] for key in sorted(form))
        mac = hmac.digest(self._settings.twilio_auth_token.encode(), signed.encode(), hashlib.sha1)
        headers = {"X-Twilio-Signature": base64.b64encode(mac).decode()}  # made by hand: the door checks it with Twilio's own code
        return await web.post(f"{here}/sms/receive", data=form, headers=headers)

    async def _chat(self, web: httpx.AsyncClient, here: str) -> httpx.Response:
        body = {"id": secrets.token_urlsafe(12), "text": _WORDS}
        return await web.post(f"{here}/chat/say", json=body, headers={"Authorization": f"Bearer {self._address}"})

    async def _listed(self) -> Case | None:
        """The drill's case as the desk's list shows it."""
        return next((case for case in await self._store.reads.open_cases() if case.contact == self.contact), None)

    async def _arrived(self) -> Case:
        end = time.monotonic() + _STEP_SECONDS
        while (found := await self._listed()) is None:
            if time.monotonic() > end:
                raise Stuck("case")
            await asyncio.sleep(_LOOK_SECONDS)
        return found

    async def _act(self, move: Callable[[Scene], Changes], case: Case) -> None:
        end = time.monotonic() + _STEP_SECONDS
        while time.monotonic() < end:
            talk, now_case = await self._store.reads.talk(self.contact)
            if talk is None or now_case is None or now_case.id != case.id:
                raise Stuck("desk")
            try:
                await self._store.commit.commit(move(Scene(talk, now_case, _DRILLER, datetime.now(UTC), self._words)))
            except Conflict:
                continue
            return
        raise Stuck("desk")
