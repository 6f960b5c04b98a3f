"""The settings of the two keys. Texts and the data folder in, two keys out, or one sentence why not.

Never repeats a key, and never lets a service that faces the world keep its keys beside its data.
"""

import base64
import binascii
import sys
from pathlib import Path

from bot.keys import OLD, Differ, default_path, kept_keys
from bot.setting_checks import ROOT, BadSetting


def keys(seal: str, pseudonym: str, named: str, config: str, var: Path, *, in_earnest: bool) -> tuple[bytes, bytes]:
    """The two keys given; or those in the file `named`, or in this data folder's own under `config` (made there once).

    `in_earnest` is a service with an https address: keys beside the data are refused there, and elsewhere said.
    """
    if bool(seal) != bool(pseudonym):
        raise BadSetting("Set both LEV_SEAL_KEY and LEV_PSEUDONYM_KEY, or neither.")
    if seal:
        if (var / OLD).exists():
            _beside(f"There is a key file in LEV_VAR ({OLD}), though the keys are set. Move it away", in_earnest=in_earnest)
        return _given(seal, pseudonym)
    path = Path(named)
    try:
        path = ROOT / path.expanduser() if named else default_path(config, var)
        inside = path.resolve().is_relative_to(var.resolve())
        if inside:
            _beside("LEV_KEYS names a file inside LEV_VAR. Name one elsewhere and move it there", in_earnest=in_earnest)
        return kept_keys(path, var)
    except Differ:
        raise BadSetting(f"LEV_VAR/{OLD} and {path} hold different keys. Find out which are the right ones.") from None
    except (OSError, ValueError, RuntimeError):
        raise BadSetting(f"The keys in {path} cannot be read. Put back a copy; new keys would lose all words.") from None


def also(text: str) -> tuple[bytes, ...]:
    """Sealing keys that open but do not seal, with commas between."""
    return tuple(_key("Each key in LEV_SEAL_KEYS_ALSO", one.strip()) for one in text.split(",")) if text else ()


def _beside(what: str, *, in_earnest: bool) -> None:
    sentence = f"{what}: whoever copies the data folder must not get the keys with it."
    if in_earnest:
        raise BadSetting(sentence)
    print(sentence, file=sys.stderr)


def _given(seal: str, pseudonym: str) -> tuple[bytes, bytes]:
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
