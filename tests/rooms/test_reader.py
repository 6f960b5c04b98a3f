"""The reading process: it reads, it comes back when it dies, a text is never left unread, and it goes when we go."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.reader import ContentError
from bot.house import DATA
from bot.model.age import AgeBand
from bot.model.reading import Before
from bot.model.risk import Kind, Level
from bot.reader.beside import ReadBeside
from bot.reader.contract import ReadingLost
from tests.taught import MODELS


@pytest.fixture
async def reader() -> AsyncIterator[ReadBeside]:
    beside = ReadBeside(MODELS, DATA)
    await beside.open()
    running = asyncio.create_task(beside.run())
    yield beside
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def pid(reader: ReadBeside) -> int:
    assert reader._process is not None
    return reader._process.pid


async def test_it_reads_for_risk_and_for_topic(reader: ReadBeside) -> None:
    found = await reader.assess("i want to kill myself", AgeBand.FROM_13, Before())
    assert found.level >= Level.HIGH
    assert Kind.SUICIDE in {finding.kind for finding in found.findings}
    assert (await reader.assess("what time is it", None, Before())).level is Level.NONE
    assert (await reader.topics("what is consent"))[0].topic.startswith("consent")


async def test_a_burst_is_read_as_one(reader: ReadBeside) -> None:
    found = await reader.assess("if i dont send more", None, Before(texts=("he said", "hed share it")))
    assert found.level >= Level.HIGH


async def test_many_at_once_get_their_own_answer(reader: ReadBeside) -> None:
    texts = ["i want to kill myself", "what is consent"] * 20
    levels = [found.level for found in await asyncio.gather(*(reader.assess(text, None, Before()) for text in texts))]
    assert [level >= Level.HIGH for level in levels] == [True, False] * 20


async def test_texts_in_hand_are_read_when_it_was_killed(reader: ReadBeside) -> None:
    before = pid(reader)
    asked = [asyncio.create_task(reader.assess("i want to kill myself", None, Before())) for _ in range(30)]
    await asyncio.sleep(0.01)
    os.kill(before, signal.SIGKILL)
    assert all(found.level >= Level.HIGH for found in await asyncio.gather(*asked))
    assert pid(reader) != before


async def test_one_that_hangs_is_started_anew(reader: ReadBeside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reader.beside._HANGS_SECONDS", 6.0)
    before = pid(reader)
    os.kill(before, signal.SIGSTOP)
    assert (await reader.assess("i want to kill myself", None, Before())).level >= Level.HIGH
    assert pid(reader) != before


async def test_who_can_never_read_says_so() -> None:
    nobody = ReadBeside(MODELS, DATA)
    nobody._command = ["false"]
    with pytest.raises(ReadingLost):
        await nobody.open()
    assert not nobody.up


async def test_wrong_content_is_named_with_its_file(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    broken = tmp_path / "data" / "risk" / "suicide.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("level:", "levle:", 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"suicide\.yml"):
        await ReadBeside(MODELS, tmp_path / "data").open()


async def test_odd_texts_do_not_end_it(reader: ReadBeside) -> None:
    before = pid(reader)
    for text in ("", "\0", "\ud800", "😀" * 3_000, "a" * 10_000, "/restart"):
        await reader.assess(text, None, Before(texts=(text,)))
        await reader.topics(text)
    assert pid(reader) == before


async def test_it_gets_no_secret_and_goes_with_us(reader: ReadBeside, monkeypatch: pytest.MonkeyPatch) -> None:
    given = Path(f"/proc/{pid(reader)}/environ").read_bytes()
    assert b"LEV_SEAL_KEY" not in given
    assert b"TWILIO" not in given
    process = reader._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()  # as when we die: the pipe ends
    async with asyncio.timeout(10):
        assert await process.wait() == 0
