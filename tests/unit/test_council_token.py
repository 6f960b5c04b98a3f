"""What a council's ID token must hold to be believed, and what makes Lev refuse it."""

import base64
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwk, jwt

from bot.desk.council_token import NotTrusted, read
from bot.setting_checks_oidc import Provider

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
COUNCIL = Provider("https://id.council.example", "lev", "hidden", "Sign in")
RSA, EC, STRANGE = jwk.RSAKey.generate_key(2048), jwk.ECKey.generate_key("P-256"), jwk.RSAKey.generate_key(2048)
KEYS = jwk.KeySet.import_key_set(jwk.KeySet([RSA, EC]).as_dict(private=False))  # type: ignore[arg-type]
GOOD = {"iss": COUNCIL.issuer, "aud": "lev", "sub": "1234", "nonce": "n", "exp": AT + 300, "iat": AT}


def _made(key: Any = RSA, alg: str = "RS256", kid: str = "", **claims: object) -> str:
    told = {name: value for name, value in (GOOD | claims).items() if value is not None}
    return jwt.encode({"alg": alg, "kid": kid or key.kid}, told, key, algorithms=[alg])


def _by_hand(alg: str, shared: bytes = b"") -> str:
    """One the library would not make: unsigned, or signed with what everybody can read."""
    head = {"alg": alg, "kid": RSA.kid}
    parts = ".".join(_base64(json.dumps(one).encode()) for one in (head, GOOD))
    return f"{parts}.{_base64(hmac.digest(shared, parts.encode(), 'sha256')) if shared else ''}"


def _base64(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def setup_module() -> None:
    for key in (RSA, EC, STRANGE):
        key.ensure_kid()


@pytest.mark.parametrize(
    "token",
    [lambda: _made(), lambda: _made(EC, "ES256"), lambda: _made(aud=["lev", "other"], azp="lev"), lambda: _made(exp=AT - 30)],
    ids=["RS256", "ES256", "ours among several", "a clock half a minute off"],
)
def test_what_is_right_is_taken(token: Any) -> None:
    assert read(token(), KEYS, COUNCIL, "n", NOW).sub == "1234"


@pytest.mark.parametrize(
    "token",
    [
        lambda: _made(iss="https://evil.example"),
        lambda: _made(iss=None),
        lambda: _made(aud="other"),
        lambda: _made(aud=["other"]),
        lambda: _made(aud=["lev", "other"]),
        lambda: _made(aud=None),
        lambda: _made(azp="other"),
        lambda: _made(exp=AT - 300),
        lambda: _made(exp=None),
        lambda: _made(iat=AT - 3600),
        lambda: _made(iat=AT + 3600),
        lambda: _made(nonce="m"),
        lambda: _made(nonce=None),
        lambda: _made(nonce=7),
        lambda: _made(sub=""),
        lambda: _made(sub=None),
        lambda: _made(STRANGE),
        lambda: _made(STRANGE, kid=RSA.kid or ""),
        lambda: _made(RSA, "RS384"),
        lambda: _by_hand("HS256", RSA.as_pem(private=False)),
        lambda: _made()[:-6] + "AAAAAA",
        lambda: _by_hand("none"),
        lambda: "no token at all",
        lambda: "",
    ],
)
def test_what_is_wrong_is_refused(token: Any) -> None:
    made = token()
    with pytest.raises(NotTrusted) as refused:
        read(made, KEYS, COUNCIL, "n", NOW)
    assert not made or made not in str(refused.value)
