"""The spool on a real disk: order, crashes, and nothing readable left lying about."""

import os
import resource
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model.message import Channel, Inbound
from bot.privacy.seal import Seal
from bot.store.codec import Codec
from bot.store.spool import Spool

NOW = datetime(2026, 11, 20, tzinfo=UTC)
CODEC = Codec(Seal(os.urandom(32)))


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool" / "inbound", CODEC)


def _text(text: str) -> Inbound:
    return Inbound(Channel.SMS, f"SM{text}", "+447700900001", text, NOW)


def _texts(spool: Spool) -> list[str]:
    return [inbound.text for inbound in spool.waiting()]


def test_texts_come_back_in_order_and_only_until_cleared(spool: Spool) -> None:
    assert spool.empty
    for text in ("one", "two", "three"):
        spool.add(_text(text))
    assert not spool.empty
    assert _texts(spool) == ["one", "two", "three"]
    assert _texts(spool) == ["one", "two", "three"], "a replay that broke off starts again"
    spool.clear()
    assert spool.empty


def test_what_is_added_during_a_replay_waits_for_the_next(spool: Spool) -> None:
    spool.add(_text("one"))
    replay = spool.waiting()
    assert next(replay).text == "one"
    spool.add(_text("two"))
    assert list(replay) == []
    spool.clear()
    assert not spool.empty, "clearing the first replay must not lose the second text"
    assert _texts(spool) == ["two"]


def test_a_new_process_finds_what_an_old_one_left_in_the_middle(tmp_path: Path) -> None:
    first = Spool(tmp_path / "inbound", CODEC)
    first.add(_text("one"))
    next(first.waiting())
    first.add(_text("two"))
    second = Spool(tmp_path / "inbound", CODEC)
    assert _texts(second) == ["one"]
    second.clear()
    assert _texts(second) == ["two"]


def test_a_line_cut_short_is_set_aside_and_the_rest_is_kept(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "inbound", CODEC)
    spool.add(_text("one"))
    with (tmp_path / "inbound").open("ab") as file:
        file.write(b"AXNjYXJlZA\n")
    spool.add(_text("two"))
    assert _texts(spool) == ["one", "two"]
    assert (tmp_path / "inbound.unreadable").read_bytes() == b"AXNjYXJlZA\n"


def test_a_line_that_a_crash_cut_short_does_not_take_the_next_with_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "inbound", CODEC)
    spool.add(_text("one"))
    with (tmp_path / "inbound").open("ab") as file:
        file.write(b"AXNjYXJlZA")  # no end
    spool.add(_text("two"))
    assert _texts(spool) == ["one", "two"]


def test_a_disk_that_takes_only_half_a_text_is_said(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the last write is cut short, not refused."""
    spool = Spool(tmp_path / "inbound", CODEC)
    spool.add(_text("one"))
    size, limits = (tmp_path / "inbound").stat().st_size, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, limits[1]))
    try:
        with pytest.raises(OSError, match="No space left"):
            spool.add(_text("two"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    spool.add(_text("three"))
    assert _texts(spool) == ["one", "three"]


def test_nothing_on_the_disk_can_be_read(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "inbound", CODEC)
    spool.add(_text("please help me"))
    kept = (tmp_path / "inbound").read_bytes()
    assert b"help" not in kept
    assert b"7700900001" not in kept
    assert (tmp_path / "inbound").stat().st_mode & 0o777 == 0o600


def test_a_full_or_missing_disk_is_said(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "folder" / "inbound", CODEC)
    (tmp_path / "folder").rmdir()
    with pytest.raises(OSError, match="No such file"):
        spool.add(_text("one"))
