"""The two keys of a house that was given none: made once, kept for their owner only. A path in, two keys out.

Never makes new keys over old ones: that would lose every stored word.
"""

import base64
import contextlib
import json
import os
from pathlib import Path


def kept_keys(path: Path) -> tuple[bytes, bytes]:
    """The sealing and the pseudonym key, 32 bytes each. Raises `OSError` or `ValueError` when the file is no good."""
    if not path.exists():
        made = {name: base64.b64encode(os.urandom(32)).decode() for name in ("seal", "pseudonym")}
        fresh = path.with_suffix(f".{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(made, file)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)  # whole or not at all, and never over an older one
        fresh.unlink()
    kept = json.loads(path.read_text())
    try:
        keys = (base64.b64decode(kept["seal"], validate=True), base64.b64decode(kept["pseudonym"], validate=True))
    except (KeyError, TypeError) as error:
        raise ValueError("not a key file") from error
    if not all(len(key) == 32 for key in keys):
        raise ValueError("a key has 32 bytes")
    return keys
