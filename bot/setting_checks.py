"""Checks of single settings. Texts in, checked values out, or one sentence why not.

Never repeats a secret in that sentence.
"""

import io
import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from dotenv.parser import parse_stream

ROOT = Path(__file__).parent.parent
_HERE = ("localhost", "127.0.0.1", "::1")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}", re.ASCII)
_STORES = ("redis", "rediss", "redis+cluster", "rediss+cluster", "unix")


class BadSetting(Exception):
    """A setting that is missing, half set or impossible. `str()` is a sentence for whoever starts Lev."""


def read_file(path: Path) -> dict[str, str]:
    """What a `.env` says; nothing when there is none. A line that cannot be read is refused: skipping it could skip a guard."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{path.name} cannot be read as a text file.") from None
    given = {}
    for line in parse_stream(io.StringIO(text)):
        if line.error or (line.key and line.value is None):
            before = len(line.original.string) - len(line.original.string.lstrip("\n"))  # empty lines are counted to it
            raise BadSetting(f"{path.name}, line {line.original.line + before}: this is not NAME=value.")
        if line.key:
            given[line.key] = line.value or ""
    return given


def check_addresses(value: Mapping[str, str], public_url: str) -> None:
    """Every address is of a kind that can work, and nothing private travels in the open."""
    if value["LEV_HOST"] != "localhost" and not _is_ip(value["LEV_HOST"]):
        raise BadSetting("LEV_HOST must be localhost or an IP address of this machine, such as 127.0.0.1 or 0.0.0.0.")
    if not _is_address(value["TWILIO_API_BASE"], ("http", "https")):
        raise BadSetting("TWILIO_API_BASE must be an address that starts with http:// or https://.")
    rasas = addresses(value["RASA_URL"])
    if not all(_is_address(rasa, ("http", "https")) for rasa in rasas):
        raise BadSetting("RASA_URL must be an address that starts with http:// or https://, or several with commas between.")
    if len({*rasas}) < len(rasas):
        raise BadSetting("RASA_URL names one address twice: each Rasa remembers its own talks.")
    if value["REDIS_URL"] and not _is_address(value["REDIS_URL"], _STORES):
        raise BadSetting(f"REDIS_URL must be an address that starts with {'://, '.join(_STORES[:-1])}:// or {_STORES[-1]}://.")
    if not _is_address(public_url, ("http", "https")) or set(public_url.split("://", 1)[1]) & set("/?#@"):
        raise BadSetting("PUBLIC_URL must be an address such as https://lev.example, without a path.")
    for key, address in (("PUBLIC_URL", public_url), ("TWILIO_API_BASE", value["TWILIO_API_BASE"])):
        if address.startswith("http://") and urlsplit(address).hostname not in _HERE:
            raise BadSetting(f"{key} must start with https://: young people's words must not travel in the open.")


def addresses(text: str) -> tuple[str, ...]:
    """Addresses with commas between; an empty one where two commas meet, none at all in an empty text."""
    return tuple(one.strip().rstrip("/") for one in text.split(",")) if text else ()


def rasa_token(value: Mapping[str, str], public_url: str) -> str:
    """What opens Rasa's door; in earnest a Rasa elsewhere must have one, for a network is not a lock."""
    token = value["LEV_RASA_TOKEN"]
    if token and not _TOKEN.fullmatch(token):
        raise BadSetting("LEV_RASA_TOKEN must be at least 20 letters, digits, - or _ (make one with: openssl rand -hex 24).")
    elsewhere = any(urlsplit(rasa).hostname not in _HERE for rasa in addresses(value["RASA_URL"]))
    if elsewhere and not token and public_url.startswith("https://"):
        raise BadSetting("LEV_RASA_TOKEN is missing: a Rasa on another machine must answer nobody but Lev (docs/deploy.md).")
    return token


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read or change what is said there; this machine itself may be spoken to openly."""
    if not _is_address(address, ("http", "https")):
        return False
    parts = urlsplit(address)
    plain = parts.username is None and parts.password is None and address.isprintable() and " " not in address
    return plain and (parts.scheme == "https" or parts.hostname in _HERE)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_address(text: str, kinds: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        if parts.scheme not in kinds or parts.port == 0:  # reading the port raises when it cannot be one
            return False
    except ValueError:
        return False
    if parts.scheme == "unix":
        return bool(parts.path)
    if parts.scheme in ("redis", "rediss") and parts.path.strip("/") and not parts.path.strip("/").isdecimal():
        return False  # the path is the number of a database
    if parts.scheme.endswith("+cluster") and parts.path.strip("/") not in ("", "0"):
        return False  # a cluster has one database
    return bool(parts.hostname)


def port(key: str, text: str) -> int:
    """A TCP port."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise BadSetting(f"{key} must be a port, a number from 1 to 65535.")
    return int(text)


def folder(text: str) -> Path:
    """The data folder, made if need be; a relative one lies beside the code."""
    try:
        path = ROOT / Path(text).expanduser()
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"LEV_VAR names a folder that cannot be made: {error.strerror}.") from None
    except (RuntimeError, ValueError):  # nobody's home, or a zero byte
        raise BadSetting("LEV_VAR is not the name of a folder.") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise BadSetting("LEV_VAR names a folder that cannot be written to.")
    return path
