"""Keeps processes running. Commands in; a dead one is started again, later each time, and it is said.

Never restarts Lev when it refused to start: its exit code 2 means a person must put something right first.
"""

import time
from collections.abc import Callable

from bot.launch.child import Child, Command

REFUSED = 2  # our own exit code for a bad setting or bad content
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds, doubling between
_SETTLED = 60.0  # seconds up, after which the next death counts as the first


class Watched:
    """One command that should be running."""

    def __init__(self, command: Command, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self.command = command
        self._say = say
        self._clock = clock
        self._pause = _FIRST_PAUSE
        self._again_at: float | None = None
        self._started = clock()
        self.child = Child(command)

    @property
    def refused(self) -> bool:
        """Whether it ended itself because something must be put right."""
        return self.command.ours and self.child.code == REFUSED

    def look(self) -> None:
        """Starts it again if it is dead and its pause is over. Call often."""
        if self.child.code is None or self.refused:
            return
        now = self._clock()
        if self._again_at is None:
            if now - self._started > _SETTLED:
                self._pause = _FIRST_PAUSE
            self._say(f"{self.command.name} ended (code {self.child.code}); starting it again in {self._pause:g} s")
            self._again_at = now + self._pause
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)
        elif now >= self._again_at:
            self.child.kill()  # whatever it started and left behind may hold its port
            self._again_at, self._started = None, now
            self.child = Child(self.command)

    def stop(self) -> None:
        """Stops it for good."""
        self.child.stop()
