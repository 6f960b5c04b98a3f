"""Signing in with a passkey, and making one. What the browser's authenticator signed in, a sign-in or a refusal out.

Never takes one that did not check the person (finger, face or PIN), nor a signature for another site or an old challenge.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

import webauthn
from starlette.responses import JSONResponse, Response
from webauthn.helpers import base64url_to_bytes, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.desk.account_lines import AccountLines
from bot.desk.device import address_of, device_of
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS
from bot.desk.sign_in import SignIns, fits, too_many
from bot.store.accounts import Accounts
from bot.store.passkeys import Passkey

_CHECKED = UserVerificationRequirement.REQUIRED
_KEPT = AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_CHECKED)


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
        asked = webauthn.generate_authentication_options(rp_id=self._site, user_verification=_CHECKED)
        await self._accounts.passkeys.ask(asked.challenge)
        return _json(json.loads(options_to_json(asked)))

    async def enter(self, visit: Visit) -> Response:
        """Signs in who holds the passkey."""
        try:
            given = json.loads(field(visit, "credential"))
            key = await self._accounts.passkeys.find(base64url_to_bytes(given["rawId"]).hex())
            challenge = _challenge(given)
            worker = await self._accounts.by_id(key.worker_id) if key else None
            if key is None or worker is None or not worker.active or not await self._accounts.passkeys.asked(challenge):
                return _wrong()
            seen = webauthn.verify_authentication_response(
                credential=given, expected_challenge=challenge, expected_rp_id=self._site, expected_origin=self._origin,
                credential_public_key=bytes.fromhex(key.public_key), credential_current_sign_count=key.count,
                require_user_verification=True,
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError, WebAuthnException):
            return _wrong()
        await self._accounts.passkeys.keep(replace(key, count=seen.new_sign_count))
        await self._lines.note(worker.id, "signed_in", worker.id, by="passkey")
        went = await self._sign_ins.enter(visit, worker, proved=True)
        answer = _json({"to": went.headers["location"]})
        answer.headers["set-cookie"] = went.headers["set-cookie"]
        return answer

    async def begin_new(self, visit: Visit) -> Response:
        """What a new passkey is made of; asks for the password, since an open page must not be enough to come back with."""
        me, address = visit.me, address_of(visit.request)
        if wait := await self._accounts.tries.begin(me.login, address, self._clock()):
            return _json({"error": too_many(wait)}, 429)
        if not await fits(me.password_hash, field(visit, "password")):
            return _json({"error": "That is not your password."}, 401)
        await self._accounts.tries.right(me.login, address)
        known = [PublicKeyCredentialDescriptor(bytes.fromhex(key.key_id)) for key in await self._accounts.passkeys.of(me.id)]
        asked = webauthn.generate_registration_options(
            rp_id=self._site, rp_name="Lev desk", user_name=me.login, user_id=me.id.encode(),
            authenticator_selection=_KEPT, exclude_credentials=known,
        )  # fmt: skip
        await self._accounts.passkeys.ask(asked.challenge, me.id)
        return _json(json.loads(options_to_json(asked)))

    async def keep_new(self, visit: Visit) -> Response:
        """Keeps the new one."""
        me = visit.me
        try:
            given = json.loads(field(visit, "credential"))
            challenge = _challenge(given)
            if not await self._accounts.passkeys.asked(challenge, me.id):
                return _wrong()
            made = webauthn.verify_registration_response(
                credential=given, expected_challenge=challenge, expected_rp_id=self._site, expected_origin=self._origin,
                require_user_verification=True,
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError, WebAuthnException):
            return _wrong()
        key_id, public = made.credential_id.hex(), made.credential_public_key.hex()
        if await self._accounts.passkeys.find(key_id):
            return _wrong()
        await self._accounts.passkeys.keep(Passkey(key_id, me.id, public, made.sign_count, device_of(visit.request), self._clock()))
        await self._lines.note(me.id, "passkey_made", me.id)
        return _json({"to": "/desk/me"})


def _challenge(given: dict[str, dict[str, str]]) -> bytes:
    client = json.loads(base64url_to_bytes(given["response"]["clientDataJSON"]))
    return base64url_to_bytes(client["challenge"])


def _wrong() -> JSONResponse:
    return _json({"error": "That passkey did not work here. Use your password, or ask your lead."}, 401)


def _json(value: object, status: int = 200) -> JSONResponse:
    return JSONResponse(value, status, headers=HEADERS)
