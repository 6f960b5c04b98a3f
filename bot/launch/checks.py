"""Looked at before anything starts: is the data folder free, are the ports. Settings in, a lock held, or `InUse`.

Never waits: a second run is told at once.
"""

import errno
import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import Settings


class InUse(Exception):
    """Something else has what this run needs. `str()` is a sentence for whoever starts Lev."""


@contextmanager
def lock(var: Path) -> Iterator[None]:
    """Holds the data folder. Raises `InUse`. A dead run's lock is free by itself."""
    with (var / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InUse("Lev is already running on this data folder (LEV_VAR). Stop it first, or name another.") from None
        yield


def ports_free(settings: Settings) -> None:
    """Raises `InUse` for the first port that somebody listens on."""
    wanted = [("LEV_PORT", settings.host, settings.port), ("LEV_INTERNAL_PORT", "127.0.0.1", settings.internal_port)]
    if not settings.rasa_urls:
        wanted.append(("LEV_RASA_PORT", "127.0.0.1", settings.rasa_port))
    for name, host, port in wanted:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRNOTAVAIL:
                    raise InUse(f"This machine has no address {host}. Set LEV_HOST to one that it has.") from None
                raise InUse(f"Port {port} cannot be used. Set {name} to another one.") from None
