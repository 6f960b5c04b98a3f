"""Checks of the case system's webhook. Texts in, where to post and with which secret or nothing out, or one sentence why not.

Never repeats the secret or the address, which may hold one, and never takes an open line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.setting_checks import BadSetting

_TWO = ("LEV_CASE_WEBHOOK_URL", "LEV_CASE_WEBHOOK_SECRET")
_HERE = ("localhost", "127.0.0.1", "::1")
_SHORTEST = 24  # characters: what is guessed offline from one signed pack must be out of reach


@dataclass(frozen=True, slots=True)
class Hook:
    """Where referral packs are posted, and what they are signed with."""

    url: str = field(repr=False)
    secret: str = field(repr=False)


def hook(value: Mapping[str, str]) -> Hook | None:
    """The webhook when both are set, none when neither is."""
    url, secret = (value[key] for key in _TWO)
    if not url and not secret:
        return None
    if not url or not secret:
        raise BadSetting(f"Set both of {' and '.join(_TWO)}, or neither.")
    if not _is_safe(url):
        raise BadSetting(f"{_TWO[0]} must be an address that starts with https://, without a login in it.")
    if len(secret) < _SHORTEST or not secret.isascii() or not secret.isprintable():
        raise BadSetting(f"{_TWO[1]} must be at least {_SHORTEST} plain letters, digits and signs.")
    return Hook(url, secret)


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port  # reading the port raises when it cannot be one
    except ValueError:
        return False
    open_line = parts.scheme == "http" and host in _HERE
    plain = parts.username is None and parts.password is None and address.isprintable() and " " not in address
    return bool(plain and host and port != 0 and not parts.fragment and (parts.scheme == "https" or open_line))
