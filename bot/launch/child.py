"""One process of ours: started in its own group, stopped kindly, gone when we are gone. A command in, a handle out.

Never leaves a process behind, and never lets Ctrl-C reach a child before its turn.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import DEFAULTS

_DIE_WITH_PARENT, _NAME = 1, 15  # PR_SET_PDEATHSIG and PR_SET_NAME in linux/prctl.h
_STOP_SECONDS = 10.0  # longer than any graceful stop of ours


@dataclass(frozen=True, slots=True)
class Command:
    """What to start. `more` is added to our environment; output goes to `log`, or to our own when None.

    `ours` is set for Lev itself: only it gets our settings, secrets among them, and only its exit code 2 means
    that a person must put something right. `kindness` (0 to 19) is how far it stands back when the machine is busy.
    """

    name: str
    words: Sequence[str]
    folder: Path
    more: Mapping[str, str]
    log: Path | None = None
    ours: bool = False
    kindness: int = 0


class Child:
    """A running command."""

    def __init__(self, command: Command) -> None:
        self.command = command
        out = command.log.open("ab") if command.log else None
        self._process = subprocess.Popen(
            command.words,
            cwd=command.folder,
            env=_environment(command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )
        _stand_back(self._process.pid, command.kindness)
        if out:
            out.close()

    @property
    def code(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.poll()

    @property
    def pid(self) -> int:
        """The process id, which is also its group's."""
        return self._process.pid

    def wait(self) -> int:
        """Waits for its end; the exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """Asks it to end; after ten seconds makes it. What it started and left behind ends with it."""
        if self.code is None:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Ends it and all it started, at once."""
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # ended already; macOS forbids it then
            os.killpg(self._process.pid, number)


def _environment(command: Command) -> dict[str, str]:
    return (dict(os.environ) if command.ours else without_settings()) | dict(command.more)


def without_settings() -> dict[str, str]:
    """Our environment for a process that needs none of our settings, secrets among them."""
    return {key: value for key, value in os.environ.items() if key not in DEFAULTS}


def told_to_all(name: str, value: str) -> None:
    """Sets one variable for a package in this process and in all that part from it. Never a setting of ours."""
    os.environ[name] = value


def _stand_back(pid: int, kindness: int) -> None:
    """Linux often weighs whole sessions against one another, each as one: then a process's own number says nothing outside."""
    if not kindness:
        return
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, kindness)
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(kindness))


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Run in a new process: the kernel ends it, by this signal, when the process that made it ends. Linux only."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, number)


def called(name: str) -> None:
    """Gives this process a name of its own (15 letters) in lists of processes. Linux only; elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NAME, name.encode())
