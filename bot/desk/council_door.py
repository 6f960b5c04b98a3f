"""The provider's own doors (OpenID Connect). What to ask in, an address to go to or a checked person out, or `NotTrusted`.

Never waits long, never follows a redirect, never speaks over an open line, and never lets a code or token into an error.
"""

import asyncio
import base64
import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.desk.council_token import NotTrusted, Person, read
from bot.setting_checks import is_safe
from bot.setting_checks_oidc import Provider
from bot.store.council import Asked

_SECONDS = 8.0  # in all, for each answer of the provider
_MOST_BYTES = 512_000
_FRESH = timedelta(hours=1)  # its addresses and keys are asked for again after this
_RETRY = timedelta(minutes=1)  # how soon a new key of its may make us ask again
_ENDS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class CouncilDoor:
    """One provider. Nothing is asked of it before the first sign-in."""

    def __init__(self, provider: Provider, back: str, clock: Callable[[], datetime]) -> None:
        self._provider, self._back, self._clock = provider, back, clock
        self._told: tuple[datetime, dict[str, Any]] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    async def address(self, asked: Asked) -> str:
        """Where the browser signs in."""
        ends = await self._ends()
        digest = hashlib.sha256(asked.verifier.encode()).digest()
        query = {
            "response_type": "code", "client_id": self._provider.client_id, "redirect_uri": self._back,
            "scope": "openid email", "state": asked.state, "nonce": asked.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
        }  # fmt: skip
        start = ends["authorization_endpoint"]
        return f"{start}{'&' if '?' in start else '?'}{urlencode(query)}"

    async def person(self, code: str, asked: Asked) -> Person:
        """Who came back with this code."""
        ends, mine = await self._ends(), self._provider
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self._back, "code_verifier": asked.verifier}
        ways, auth = ends.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"], None
        if "client_secret_basic" in ways or "client_secret_post" not in ways:
            auth = (quote(mine.client_id, safe=""), quote(mine.client_secret, safe=""))  # RFC 6749, 2.3.1
        else:
            form |= {"client_id": mine.client_id, "client_secret": mine.client_secret}
        token = (await _json("POST", ends["token_endpoint"], form, auth)).get("id_token")
        if not isinstance(token, str):
            raise NotTrusted("no token")
        now = self._clock()
        keys = await self._key_set(ends["jwks_uri"], now)
        try:
            return read(token, keys, mine, asked.nonce, now)
        except NotTrusted:
            if self._keys and now - self._keys[0] < _RETRY:
                raise
            self._keys = None  # the provider may have a new key: once more with what it has now
            return read(token, await self._key_set(ends["jwks_uri"], now), mine, asked.nonce, now)

    async def _ends(self) -> dict[str, Any]:
        now = self._clock()
        if self._told and now - self._told[0] < _FRESH:
            return self._told[1]
        found = await _json("GET", f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self._provider.issuer:
            raise NotTrusted("another issuer")
        if not all(isinstance(found.get(end), str) and is_safe(found[end]) for end in _ENDS):
            raise NotTrusted("an address that is not safe")
        self._told = (now, found)
        return found

    async def _key_set(self, address: str, now: datetime) -> KeySet:
        if not self._keys or now - self._keys[0] >= _FRESH:
            found: Any = await _json("GET", address)
            try:
                self._keys = (now, KeySet.import_key_set(found))
            except (JoseError, ValueError, TypeError, KeyError):
                raise NotTrusted("no keys") from None
        return self._keys[1]


async def _json(
    method: str, address: str, form: dict[str, str] | None = None, auth: tuple[str, str] | None = None
) -> dict[str, Any]:
    """One answer of the provider's. Raises `NotTrusted` for whatever is not one."""
    try:
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(timeout=_SECONDS, headers={"Accept": "application/json"}) as web,
            web.stream(method, address, data=form, auth=auth) as answer,
        ):
            if answer.status_code != 200:
                raise NotTrusted("refused")
            body = b""
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    raise NotTrusted("too long")
        found = json.loads(body)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError, OSError):
        raise NotTrusted("no answer") from None
    if not isinstance(found, dict):
        raise NotTrusted("not an answer")
    return found
