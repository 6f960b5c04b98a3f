"""`serve`: the front and the work, each a process that parted from this one, kept running. Settings in, an exit code out.

Never starts a part before everything under `data/` could be read, never lets go of the open doors while a part is started
again (who knocks meanwhile waits some tenths of a second), and never outlives or is outlived by its parts.
"""

import contextlib
import shutil
import signal
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from bot.front import Shown, front
from bot.house import DATA, read_house
from bot.launch.settled import settle
from bot.launch.watch import REFUSED
from bot.log import line
from bot.part import Part
from bot.pulse import Pulse
from bot.settings import Settings
from bot.work import work

_WORK_STANDS_BACK = 3  # of 19: what comes in and the desk come first when the machine is busy
_LOOK_SECONDS = 0.1
_STOP_SECONDS = 8.0  # feeds have three; whoever started us makes us end after ten
_KNOCKING = 2048  # connections that may wait at a door


def serve(settings: Settings, figures: Path, data: Path = DATA) -> int:
    """0 when it was told to stop, 2 when something must be put right first. Raises `ContentError` and `OSError` before that.

    `figures` is the folder where all parts count; it ends with us.
    """
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: told.append(number))
    house = read_house(data)
    shown, pulse = Shown.load(data, house), Pulse()
    with contextlib.ExitStack() as held:
        held.callback(shutil.rmtree, figures, ignore_errors=True)
        doors = [
            held.enter_context(_door(settings.host, settings.port)),
            held.enter_context(_door("127.0.0.1", settings.internal_port)),
        ]
        settle()  # what is loaded is shared by the parts: a collector that looked through it would copy all of it
        return _kept(
            [
                Part("front", lambda: front(settings, house, shown, pulse, doors)),
                Part("work", lambda: work(settings, house, data, pulse), kindness=_WORK_STANDS_BACK, closes=doors),
            ],
            told,
        )


def _door(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_KNOCKING)


def _kept(parts: Sequence[Part], told: Sequence[int]) -> int:
    try:
        while not told:
            for part in parts:
                code = part.look()
                if code == REFUSED:
                    return REFUSED
                if code is not None:
                    line("error", "a part ended and is started again", room=__name__, part=part.name)
            time.sleep(_LOOK_SECONDS)
        return 0
    finally:
        _stopped(parts)


def _stopped(parts: Sequence[Part]) -> None:
    for number, seconds in ((signal.SIGTERM, _STOP_SECONDS), (signal.SIGKILL, _STOP_SECONDS)):
        running = [part for part in parts if part.pid]
        for part in running:
            part.signal(number)
        end = time.monotonic() + seconds
        while any(part.pid and part.look() is None for part in running) and time.monotonic() < end:
            time.sleep(_LOOK_SECONDS / 2)
