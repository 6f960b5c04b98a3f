"""Signing in with a passkey, and making one. What the browser's authenticator signed in, a sign-in or a refusal out.

Never takes one that did not check the person (finger, face or PIN), nor a signature for another site or an old challenge.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, Response

from bot.desk.account_lines import AccountLines
from bot.desk.device import address_of, device_of
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS
from bot.desk.sign_in import SignIns, fits, too_many
from bot.store.accounts import Accounts
from bot.store.passkeys import Passkey


class PasskeyDoor:
    """The four steps, all for the script of the pages."""

    def __init__(
        self, accounts: Accounts, sign_ins: SignIns, lines: AccountLines, public_url: str, clock: Callable[[], datetime]
    ) -> None:
        self._accounts = accounts
        self._sign_ins = sign_ins
        self._lines = lines
        self._origin, self._site = public_url, urlsplit(public_url).hostname or ""
        self._clock = clock

    async def begin(self, visit: Visit) -> Response:
        """What the authenticator is to sign; the same for everybody, so that nobody learns who has one."""
        from bot.desk import authenticator

        challenge, options = authenticator.asked(self._site)
        await self._accounts.passkeys.ask(challenge)
        return _json(options)

    async def enter(self, visit: Visit) -> Response:
        """Signs in who holds the passkey."""
        from bot.desk import authenticator

        try:
            given, key_id, challenge = authenticator.read(field(visit, "credential"))
            key = await self._accounts.passkeys.find(key_id.hex())
            worker = await self._accounts.by_id(key.worker_id) if key else None
            if key is None or worker is None or not worker.active or not await self._accounts.passkeys.asked(challenge):
                return _wrong()
            count = authenticator.signed(given, challenge, self._site, self._origin, bytes.fromhex(key.public_key), key.count)
        except authenticator.NotSigned:
            return _wrong()
        await self._accounts.passkeys.keep(replace(key, count=count))
        await self._lines.note(worker.id, "signed_in", worker.id, by="passkey")
        went = await self._sign_ins.enter(visit, worker, proved=True)
        answer = _json({"to": went.headers["location"]})
        answer.headers["set-cookie"] = went.headers["set-cookie"]
        return answer

    async def begin_new(self, visit: Visit) -> Response:
        """What a new passkey is made of; asks for the password, since an open page must not be enough to come back with."""
        from bot.desk import authenticator

        me, address = visit.me, address_of(visit.request)
        if wait := await self._accounts.tries.begin(me.login, address, self._clock()):
            return _json({"error": too_many(wait)}, 429)
        if not await fits(me.password_hash, field(visit, "password")):
            return _json({"error": "That is not your password."}, 401)
        await self._accounts.tries.right(me.login, address)
        known = [bytes.fromhex(key.key_id) for key in await self._accounts.passkeys.of(me.id)]
        challenge, options = authenticator.asked_new(self._site, me.login, me.id, known)
        await self._accounts.passkeys.ask(challenge, me.id)
        return _json(options)

    async def keep_new(self, visit: Visit) -> Response:
        """Keeps the new one."""
        from bot.desk import authenticator

        me = visit.me
        try:
            given, _, challenge = authenticator.read(field(visit, "credential"))
            if not await self._accounts.passkeys.asked(challenge, me.id):
                return _wrong()
            key_id, public, count = authenticator.made(given, challenge, self._site, self._origin)
        except authenticator.NotSigned:
            return _wrong()
        if await self._accounts.passkeys.find(key_id):
            return _wrong()
        await self._accounts.passkeys.keep(Passkey(key_id, me.id, public, count, device_of(visit.request), self._clock()))
        await self._lines.note(me.id, "passkey_made", me.id)
        return _json({"to": "/desk/me"})


def _wrong() -> JSONResponse:
    return _json({"error": "That passkey did not work here. Use your password, or ask your lead."}, 401)


def _json(value: object, status: int = 200) -> JSONResponse:
    return JSONResponse(value, status, headers=HEADERS)
