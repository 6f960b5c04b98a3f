"""Reads a council's ID token. The token, its keys and what was asked in, who signed in out, or `NotTrusted`.

Never takes a token that is unsigned, signed in another way, for somebody else, of another sign-in or too old.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.setting_checks_oidc import Provider

_SIGNED_BY = ("RS256", "ES256")  # a pair of keys each: `none` and shared secrets (HS256) are not among them
_DRIFT = 60  # seconds the provider's clock may be off
_OLDEST = 600  # seconds since it was made: it comes straight from the provider, within one sign-in
_TWO_FACTORS = frozenset(
    {"https://refeds.org/profile/mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor"}
)  # those with a public definition; each provider's own words for it would need its own trust


class NotTrusted(Exception):
    """The provider did not say, in a way that can be checked, who this is. Holds nothing of the token."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in there. `email` is lower case, and empty unless the provider says that it checked it.

    `two_factors`: it says that they showed two (`amr` holds `mfa`, or a published `acr`).
    """

    sub: str
    email: str
    two_factors: bool

    def known_by(self, name: str) -> bool:
        """Whether this is who an administrator wrote on an account (`email ann@council.example`, `sub 1234`)."""
        by, _, said = name.partition(" ")
        mine = {"email": self.email, "sub": self.sub}.get(by, "")
        return bool(mine) and secrets.compare_digest(mine.encode(), said.encode())


def read(token: str, keys: KeySet, provider: Provider, nonce: str, now: datetime) -> Person:
    """Who the token is about."""
    try:
        told = jwt.decode(token, keys, algorithms=[*_SIGNED_BY]).claims
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()), leeway=_DRIFT,
            iss={"essential": True, "value": provider.issuer}, aud={"essential": True, "value": provider.client_id},
            exp={"essential": True}, iat={"essential": True}, sub={"essential": True}, nonce={"essential": True},
        ).validate(told)  # fmt: skip
        for name in ("sub", "nonce", "email"):
            str(told.get(name)).encode()  # JSON can hold half a character, which nothing can be compared with or looked up by
    except (JoseError, ValueError, TypeError, KeyError):
        raise NotTrusted("not a token that can be checked") from None
    sub, said, party = told["sub"], told["nonce"], told.get("azp")
    if not isinstance(said, str) or not secrets.compare_digest(said.encode(), nonce.encode()):
        raise NotTrusted("the token of another sign-in")
    if party not in (None, provider.client_id) or (isinstance(told["aud"], list) and len(told["aud"]) > 1 and not party):
        raise NotTrusted("made for somebody else")
    if now.timestamp() - told["iat"] > _OLDEST or not 0 < len(sub) <= 255:
        raise NotTrusted("too old, or about nobody")
    email = told.get("email") if told.get("email_verified") is True else ""
    ways, level = told.get("amr"), told.get("acr")
    two = (isinstance(ways, list) and "mfa" in ways) or (isinstance(level, str) and level in _TWO_FACTORS)
    return Person(sub, email.strip().lower() if isinstance(email, str) else "", two)
