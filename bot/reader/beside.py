"""Asks the reading process, and keeps it running. Texts in, what was read out.

Never leaves a text unread because the process ended: it is started again and the text is read again, then alone.
"""

import asyncio
import contextlib
import itertools
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import cast

from bot.content.reader import ContentError
from bot.launch.child import without_settings
from bot.log import failure
from bot.model.age import AgeBand
from bot.model.reading import Before, Reading
from bot.model.risk import Assessment
from bot.reader.contract import ReadingLost
from bot.reader.frames import Answer, Ask, Frames, Ready, packed

_TRIES = 3
_HANGS_SECONDS = 10.0  # a text takes milliseconds, a start two seconds: who needs this long will never answer
_PAUSE_SECONDS = 0.5
_ROOT = Path(__file__).parent.parent.parent


class ReadBeside:
    """One reading process. `open` before use; `run` keeps it alive."""

    def __init__(self, models: Path, data: Path) -> None:
        self._command = [sys.executable, "-m", "bot", "read", str(models.absolute()), str(data.absolute())]
        self._numbers = itertools.count()
        self._asked: dict[int, asyncio.Future[Answer]] = {}
        self._process: Process | None = None
        self._up = asyncio.Event()
        self._alone = asyncio.Lock()
        self._frames = Frames()

    @property
    def up(self) -> bool:
        """Whether it reads."""
        return self._up.is_set()

    async def open(self) -> None:
        """Starts it, and waits until it can read. Raises `ContentError` when a file under `data/` must be put right."""
        environment = without_settings()  # it gets no key and no password
        self._frames = Frames()
        self._process = await asyncio.create_subprocess_exec(
            *self._command, cwd=_ROOT, stdin=PIPE, stdout=PIPE, env=environment | {"OPENBLAS_NUM_THREADS": "1"}
        )
        try:
            if not await self._hear():
                raise ReadingLost("the reading process ended before it was ready")
        except (ContentError, ReadingLost):
            await self._lost()
            raise
        self._up.set()

    async def run(self) -> None:
        """Hears what was read until cancelled; starts the process again when it ends."""
        try:
            while True:
                try:
                    if not self.up:
                        await self.open()
                    while await self._hear():
                        pass
                except (ReadingLost, OSError, ContentError) as error:  # even with wrong content: texts are kept meanwhile
                    failure(__name__, error)
                await self._lost()
                await asyncio.sleep(_PAUSE_SECONDS)
        finally:
            await self._lost()

    async def assess(self, text: str, band: AgeBand | None, before: Before) -> Assessment:
        """Raises `ReadingLost` when it ended each time."""
        return cast(Assessment, await self._read(text, before, band))

    async def topics(self, text: str) -> tuple[Reading, ...]:
        """Raises `ReadingLost` when it ended each time, or could not read it."""
        return cast(tuple[Reading, ...], await self._read(text))

    async def _read(self, text: str, before: Before | None = None, band: AgeBand | None = None) -> object:
        with contextlib.suppress(ReadingLost):
            return await self._once(text, before, band)
        async with self._alone:  # one of those that were being read may be what ended it: the others must not fall with it
            for _ in range(_TRIES - 1):
                with contextlib.suppress(ReadingLost):
                    return await self._once(text, before, band)
        raise ReadingLost("it ended each time")

    async def _once(self, text: str, before: Before | None, band: AgeBand | None) -> object:
        ask = Ask(next(self._numbers), text, before, band)
        heard = self._asked[ask.number] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(_HANGS_SECONDS):
                await self._up.wait()
                cast(StreamWriter, cast(Process, self._process).stdin).write(packed(ask))
                answer = await heard
        except TimeoutError:
            self._kill()
            raise ReadingLost("it did not answer") from None
        finally:
            self._asked.pop(ask.number, None)
        if answer.failed:
            raise ReadingLost(answer.failed)
        return answer.value

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def _hear(self) -> bool:
        """Hands over what came; false when the process ended. Raises `ContentError` as the process found it."""
        more = await cast(StreamReader, cast(Process, self._process).stdout).read(1 << 16)
        for frame in self._frames.add(more):
            if isinstance(frame, Ready) and frame.wrong:
                file, line, what = frame.wrong
                raise ContentError(Path(file), line, what)
            if isinstance(frame, Answer) and (heard := self._asked.get(frame.number)) and not heard.done():
                heard.set_result(frame)
        return bool(more)

    async def _lost(self) -> None:
        """Ends what is left of the process; whoever waits for an answer asks again."""
        self._up.clear()
        self._kill()
        process, self._process = self._process, None
        for heard in self._asked.values():
            if not heard.done():
                heard.set_exception(ReadingLost("it ended"))
        if process is not None:
            await process.wait()
