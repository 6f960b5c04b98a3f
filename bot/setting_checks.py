"""Checks of single settings. Texts in, checked values out, or one sentence why not.

Never repeats a secret in that sentence.
"""

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.keys import kept_keys

ROOT = Path(__file__).parent.parent
_TWILIO = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM")


class BadSetting(Exception):
    """A setting that is missing, half set or impossible. `str()` is a sentence for whoever starts Lev."""


def check_addresses(value: Mapping[str, str], public_url: str) -> None:
    """Twilio whole or not at all, and every address of a kind that can work."""
    set_ones = [key for key in _TWILIO if value[key]]
    if set_ones and len(set_ones) < len(_TWILIO):
        missing = next(key for key in _TWILIO if not value[key])
        raise BadSetting(f"{missing} is missing: set all of {', '.join(_TWILIO)}, or none of them.")
    if set_ones and not value["PUBLIC_URL"]:
        raise BadSetting("PUBLIC_URL is missing: Twilio signs the public address, so it must be known.")
    for key, kinds in (("RASA_URL", ("http", "https")), ("TWILIO_API_BASE", ("http", "https"))):
        if value[key] and not _is_address(value[key], kinds):
            raise BadSetting(f"{key} must be an address that starts with http:// or https://.")
    if value["REDIS_URL"] and not _is_address(value["REDIS_URL"], ("redis", "rediss", "unix")):
        raise BadSetting("REDIS_URL must be an address that starts with redis://, rediss:// or unix://.")
    if not _is_address(public_url, ("http", "https")) or urlsplit(public_url).path:
        raise BadSetting("PUBLIC_URL must be an address such as https://lev.example, without a path.")
    if public_url.startswith("http://") and urlsplit(public_url).hostname not in ("localhost", "127.0.0.1", "::1"):
        raise BadSetting("PUBLIC_URL must start with https://: young people's words must not travel in the open.")


def _is_address(text: str, kinds: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in kinds and bool(parts.path if parts.scheme == "unix" else parts.hostname)
    except ValueError:
        return False


def port(key: str, text: str) -> int:
    """A TCP port."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise BadSetting(f"{key} must be a port, a number from 1 to 65535.")
    return int(text)


def folder(text: str) -> Path:
    """The data folder, made if need be; a relative one lies beside the code."""
    path = ROOT / Path(text).expanduser()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"LEV_VAR names a folder that cannot be made: {error.strerror}.") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise BadSetting("LEV_VAR names a folder that cannot be written to.")
    return path


def keys(seal: str, pseudonym: str, var: Path) -> tuple[bytes, bytes]:
    """The two keys given, or the two kept in the data folder."""
    if bool(seal) != bool(pseudonym):
        raise BadSetting("Set both LEV_SEAL_KEY and LEV_PSEUDONYM_KEY, or neither.")
    if not seal:
        try:
            return kept_keys(var / "keys.json")
        except (OSError, ValueError):
            raise BadSetting(
                "The keys in LEV_VAR/keys.json cannot be read. Put back a copy; new keys would lose all words."
            ) from None
    both = (_key("LEV_SEAL_KEY", seal), _key("LEV_PSEUDONYM_KEY", pseudonym))
    if both[0] == both[1]:
        raise BadSetting("LEV_SEAL_KEY and LEV_PSEUDONYM_KEY must differ.")
    return both


def _key(name: str, text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise BadSetting(f"{name} must be 32 bytes in base64 (make one with: openssl rand -base64 32).")
    return key
