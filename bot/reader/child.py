"""The reading process: texts to read from standard input, what was read to standard output, until the input ends.

Never writes or logs a word of what it reads, and never outlives the process that asks.
"""

import contextlib
import os
import select
import signal
from collections import deque
from pathlib import Path

from bot.content.reader import ContentError
from bot.launch.child import called
from bot.launch.settled import settle
from bot.log import failure
from bot.meaning.topics import TopicReader, open_reader
from bot.meaning.vectors import Sentences
from bot.reader.frames import Answer, Ask, Frames, Ready, packed
from bot.screen.assess import Screen, assess_safely

_IN, _OUT, _BYTES = 0, 1, 1 << 16
_KINDNESS = 5  # of 19: taking texts in and the desk come first when the machine is busy


def main(models: Path, data: Path) -> int:
    """Reads until nobody asks any more; 2 when a file of `data/` must be put right first."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # texts in hand are read to the end: the parent says when, by closing the pipe
    os.nice(_KINDNESS)
    called("lev-reading")
    with contextlib.suppress(BrokenPipeError):  # the parent ended
        try:
            sentences = Sentences(models)
            screen, topics = Screen.load(data / "risk", sentences), open_reader(models, data / "nlu", sentences)
        except ContentError as error:
            _write(packed(Ready((str(error.file), error.line, error.what))))
            return 2
        settle()
        _write(packed(Ready()))
        _serve(screen, topics)
    return 0


def _serve(screen: Screen, topics: TopicReader) -> None:
    frames, risks, others = Frames(), deque[Ask](), deque[Ask]()
    while True:
        waits = not risks and not others
        while waits or select.select([_IN], [], [], 0)[0]:
            more = os.read(_IN, _BYTES)
            if not more:
                return
            for ask in frames.add(more):
                if isinstance(ask, Ask):
                    (others if ask.before is None else risks).append(ask)
            waits = not risks and not others
        _write(packed(_read((risks or others).popleft(), screen, topics)))  # a risk never queues behind a question


def _read(ask: Ask, screen: Screen, topics: TopicReader) -> Answer:
    try:
        if ask.before is None:
            return Answer(ask.number, topics.read(ask.text))
        return Answer(ask.number, assess_safely(screen, ask.text, band=ask.band, before=ask.before))
    except Exception as error:  # the outermost catch of one reading: whoever asked hears of it, the next text is read
        failure(__name__, error)
        return Answer(ask.number, failed=type(error).__name__)


def _write(frame: bytes) -> None:
    while frame:
        frame = frame[os.write(_OUT, frame) :]
