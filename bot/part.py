"""One process that parts from this one: started, started again when it ends, passed signals. What it runs in, exit codes out.

Never runs on when we are gone, and never ends through what its parent has still to do.
"""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import uvloop

from bot.content.reader import ContentError
from bot.launch.child import called, die_with_parent
from bot.launch.watch import REFUSED
from bot.log import failure
from bot.setting_checks import BadSetting

_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 15.0)  # seconds before it is started again
_SETTLED_SECONDS = 60.0  # up that long, its next end counts as the first

type Runs = Callable[[], Coroutine[Any, Any, None]]


class Part:
    """One process of ours. `closes` are doors that are not its own."""

    def __init__(self, name: str, runs: Runs, *, kindness: int = 0, closes: Sequence[socket.socket] = ()) -> None:
        self.name = name
        self.pid = 0
        self._runs, self._kindness, self._closes = runs, kindness, closes
        self._ends, self._begun, self._again_at = 0, 0.0, 0.0

    def look(self) -> int | None:
        """Starts it when it is due. Its exit code when it just ended."""
        now = time.monotonic()
        if not self.pid:
            if now >= self._again_at:
                self._begun, self.pid = now, self._started()
            return None
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if not pid:
            return None
        self.pid = 0
        self._ends = 1 if now - self._begun > _SETTLED_SECONDS else self._ends + 1
        self._again_at = now + _PAUSES[min(self._ends, len(_PAUSES)) - 1]
        return os.waitstatus_to_exitcode(status)

    def signal(self, number: int) -> None:
        """Passes a signal on, if it runs."""
        if self.pid:
            os.kill(self.pid, number)

    def _started(self) -> int:
        sys.stdout.flush()
        sys.stderr.flush()
        if pid := os.fork():
            return pid
        code = 1
        try:
            code = self._run()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)  # not through what our parent has still to do

    def _run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        called(f"lev-{self.name}")
        if sys.platform == "linux":
            die_with_parent(signal.SIGKILL)
        os.nice(self._kindness)
        for door in self._closes:
            door.close()
        try:
            uvloop.run(self._runs())
        except (BadSetting, ContentError) as error:
            print(error, file=sys.stderr)
            return REFUSED
        except Exception as error:  # the outermost catch: a traceback would print the message, which may hold a text
            failure(__name__, error, part=self.name)
            return 1
        return 0
