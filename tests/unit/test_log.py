"""The log's one door: only what is named gets through, from us and from every library."""

import json
import logging
import subprocess
import sys

import pytest
import structlog

from bot.log import SAFE, failure, line, set_up
from bot.setting_checks import ROOT

TEXT = "he hits me 07700900123"


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch):
    """A log set up as in a run, put back afterwards."""
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield set_up
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    out, err = capsys.readouterr()
    assert TEXT not in out + err
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def test_only_named_keys_get_through(door, capsys: pytest.CaptureFixture[str]) -> None:
    door("INFO")
    line("info", "took_in", room="intake", lane=7, text=TEXT, phone=TEXT, name=TEXT, body={"text": TEXT})
    (told,) = _lines(capsys)
    assert (told["event"], told["room"], told["lane"]) == ("took_in", "intake", 7)
    assert told.keys() <= SAFE


def test_a_failure_says_type_and_place_and_not_what(door, capsys: pytest.CaptureFixture[str]) -> None:
    door("INFO")
    try:
        json.loads(TEXT)
    except ValueError as error:
        failure("turn", error, contact="c_1", text=TEXT)
    (told,) = _lines(capsys)
    assert (told["error"], told["room"], told["contact"]) == ("JSONDecodeError", "turn", "c_1")
    ours, theirs = told["place"].split(" > ")
    assert ours.startswith("test_log.py:"), "our own line leads there"
    assert theirs.startswith("decoder.py:")


def test_libraries_say_who_and_where_and_not_what(door, capsys: pytest.CaptureFixture[str]) -> None:
    door("DEBUG")
    log = logging.getLogger("twilio.http_client")
    log.debug("POST Data: %s", TEXT)
    log.info("said %s", TEXT)
    log.warning("could not send %s", TEXT)
    try:
        raise ValueError(TEXT)
    except ValueError:
        log.exception("could not send " + TEXT)
    warned, failed = _lines(capsys)
    assert (warned["event"], warned["room"], warned["error"]) == ("library", "twilio.http_client", "WARNING")
    assert (failed["error"], failed["place"].split(":")[0]) == ("ValueError", "test_log.py")


def test_an_error_nobody_caught_prints_no_message() -> None:
    break_it = f"""
import bot.settings, sys
def load(): raise ValueError({TEXT!r})
bot.settings.load = load
from bot.__main__ import main
sys.exit(main(["serve"]))
"""
    done = subprocess.run([sys.executable, "-c", break_it], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert TEXT not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "ValueError" in done.stdout + done.stderr
