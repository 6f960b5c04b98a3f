"""The two keys of a house that was given none: made once, kept for their owner only, away from the data. A path in, two keys out.

Never makes new keys where some were made before: that would lose every stored word. Never leaves them beside the data.
"""

import base64
import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path

OLD = "keys.json"  # where they lay before, in the data folder
MARK = "installation"  # in the data folder: keys were made for it, in a file of this name; a folder that is moved finds them again

STORE = "valkey"  # in the data folder: the embedded store, if there is one


class Differ(ValueError):
    """Two files, and not the same keys in them."""


def default_path(config: str, var: Path) -> Path:
    """Where the keys of this data folder lie: among the owner's own settings."""
    home = Path(config) if config.startswith("/") else Path("~/.config").expanduser()  # a relative one counts for nothing (XDG)
    mark = var / MARK
    name = mark.read_text().strip() if mark.exists() else hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:16]
    if not name.isalnum():
        raise ValueError("not the name of an installation")
    return home / "lev" / f"{name}.json"


def kept_keys(path: Path, var: Path) -> tuple[bytes, bytes]:
    """The sealing and the pseudonym key, 32 bytes each. Raises `OSError` or `ValueError` when the file is no good."""
    old, mark = var / OLD, var / MARK
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if old.exists() and not (path.exists() and path.samefile(old)):
        _move(old, path)
    elif not path.exists() and not mark.exists() and not any((var / STORE).glob("*/*")):  # a store has had keys
        made = {name: base64.b64encode(os.urandom(32)).decode() for name in ("seal", "pseudonym")}
        _place(path, json.dumps(made).encode())
    keys = _read(path)
    if not mark.exists():
        _place(mark, path.stem.encode() if path.stem.isalnum() else b"named")
    return keys


def _move(old: Path, path: Path) -> None:
    kept = _read(old)
    _place(path, old.read_bytes())
    if _read(path) != kept:
        raise Differ
    old.unlink(missing_ok=True)
    print(f"The keys lay beside the data in {old}. They are now in {path}: keep a copy of that file.", file=sys.stderr)


def _place(path: Path, content: bytes) -> None:
    """Whole or not at all, flushed to the disk, and never over an older one."""
    fresh = path.with_suffix(f".{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path) -> tuple[bytes, bytes]:
    kept = json.loads(path.read_text())
    try:
        keys = (base64.b64decode(kept["seal"], validate=True), base64.b64decode(kept["pseudonym"], validate=True))
    except (KeyError, TypeError) as error:
        raise ValueError("not a key file") from error
    if not all(len(key) == 32 for key in keys):
        raise ValueError("a key has 32 bytes")
    return keys
