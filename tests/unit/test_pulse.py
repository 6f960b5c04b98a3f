"""What the work tells the front: over two processes, and never for longer than it is true."""

import os

import pytest

from bot import pulse
from bot.pulse import Pulse


def test_what_never_began_does_not_work() -> None:
    silent = Pulse()
    assert (silent.works, silent.reads, silent.rests) == (False, False, False)


def test_it_is_felt_in_another_process() -> None:
    shared = Pulse()
    if not (child := os.fork()):
        shared.beat(reads=True, rests=False)
        os._exit(0)
    os.waitpid(child, 0)
    assert (shared.works, shared.reads, shared.rests) == (True, True, False)
    shared.beat(reads=False, rests=True)
    assert (shared.works, shared.reads, shared.rests) == (True, False, True)


def test_an_old_pulse_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Pulse()
    shared.beat(reads=True, rests=True)
    now = pulse.time.monotonic()
    monkeypatch.setattr(pulse, "time", type("Later", (), {"monotonic": staticmethod(lambda: now + 60)}))
    assert (shared.works, shared.reads, shared.rests) == (False, False, False)
