"""What the work tells the front every second: that it goes on, whether texts are read, whether Rasa is left alone.

A few bytes of memory that both processes share. Never a word of anybody's, and never an old answer: a pulse that stops is `down`.
"""

import mmap
import struct
import time

_FORM = struct.Struct("<d??")  # when (seconds of the machine's own clock, the same for all processes), reads, rests
_FRESH_SECONDS = 5.0
BEAT_SECONDS = 1.0


class Pulse:
    """Made before the processes part, so that both have it."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _FORM.size)

    def beat(self, *, reads: bool, rests: bool) -> None:
        """The work's side."""
        _FORM.pack_into(self._shared, 0, time.monotonic(), reads, rests)

    @property
    def works(self) -> bool:
        """Whether the work was heard of in the last seconds."""
        return self._told()[0]

    @property
    def reads(self) -> bool:
        """Whether texts are read for risk."""
        works, reads, _ = self._told()
        return works and reads

    @property
    def rests(self) -> bool:
        """Whether Rasa is left alone for now, since it failed."""
        works, _, rests = self._told()
        return works and rests

    def _told(self) -> tuple[bool, bool, bool]:
        at, reads, rests = _FORM.unpack_from(self._shared)
        return 0 <= time.monotonic() - at < _FRESH_SECONDS, reads, rests
