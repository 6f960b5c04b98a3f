"""Structured log lines on standard error. An event and a few safe facts in, one JSON line out.

Never lets a text, a number, a handle or a name through: only the keys named here are written.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_OURS = ("event", "level", "timestamp", "room", "error", "place", "part", "count", "seconds", "tries", "port")
SAFE = frozenset({*_OURS, "contact", "case", "lane"})
"""Every key a log line may carry. `error` is an exception's type, `place` our file and line and the raiser's."""


_LEVEL = ["INFO"]


def set_up(level: str = "INFO") -> None:
    """Sends our log and every library's through one door. Libraries speak from WARNING up, without their arguments."""
    _LEVEL[:] = [level]
    _door.cache_clear()
    root = logging.getLogger()
    root.handlers[:] = [_Libraries()]
    root.setLevel(logging.WARNING)


def line(level: str, event: str, **facts: Any) -> None:
    """One line of ours; `level` as logging's methods are called. Only keys of `SAFE` are written."""
    getattr(_door(), level)(event, **facts)


def failure(room: str, error: BaseException, **facts: Any) -> None:
    """Notes that something failed: the exception's type and place, never its message, which may hold a text."""
    line("error", "failure", room=room, error=type(error).__name__, place=_place(error), **facts)


def _place(error: BaseException) -> str:
    """Where it was raised; before that our own last line on the way there, when a library raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT) and "site-packages" not in frame.filename]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in [*ours[-1:], *frames[-1:]]]
    return " > ".join(dict.fromkeys(places)) or "unknown"


@cache
def _door() -> Any:
    import structlog  # 11 MB with what it brings: not before there is something to write, and some processes never do

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_safe,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[_LEVEL[0]]),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    return structlog.get_logger()


def _only_safe(_: Any, __: str, told: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in told.items() if key in SAFE}


class _Libraries(logging.Handler):
    """Turns a library's record into one of our lines: who spoke and from where, without what was said."""

    def emit(self, record: logging.LogRecord) -> None:
        name = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname
        place = f"{record.filename}:{record.lineno}"
        line("warning", "library", room=record.name, error=name, place=place)
