"""Checks of the case system's webhook. Texts in, where to post and with which secret or nothing out, or one sentence why not.

Never repeats the secret or the address, which may hold one, and never takes an open line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.setting_checks import BadSetting, is_safe

_TWO = ("LEV_CASE_WEBHOOK_URL", "LEV_CASE_WEBHOOK_SECRET")
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
    if not is_safe(url) or urlsplit(url).fragment:
        raise BadSetting(f"{_TWO[0]} must be an address that starts with https://, without a login in it.")
    if len(secret) < _SHORTEST or not secret.isascii() or not secret.isprintable():
        raise BadSetting(f"{_TWO[1]} must be at least {_SHORTEST} plain letters, digits and signs.")
    return Hook(url, secret)
