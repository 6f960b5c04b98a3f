"""`make run` for real: started, killed parts come back, everything stops, and a second run is told."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import redis

from bot.launch.child import Command
from bot.launch.rasa import model_path
from bot.launch.valkey import EmbeddedValkey
from bot.launch.watch import Watched
from bot.setting_checks import ROOT
from tests.rooms.launched import Run
from tests.walks.running import until


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    started = Run(tmp_path)
    try:
        until(lambda: "Stop with Ctrl-C." in started.said() or started.process.poll() is not None, 40)
        assert started.process.poll() is None, started.said()
        yield started
    finally:
        started.process.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_whole_run(run: Run) -> None:
    assert f"http://localhost:{run.port}/chat" in run.said()
    link = re.search(r"http://\S+/desk/welcome/\S+", run.said())
    assert link
    assert httpx.get(link[0]).status_code == 200
    assert httpx.get(f"http://127.0.0.1:{run.port}/chat").status_code == 200

    second = subprocess.run(
        [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=os.environ | run.settings, capture_output=True, text=True, timeout=30
    )
    assert (second.returncode, "already running" in second.stderr) == (2, True)

    for name in ("Lev", "valkey"):
        before = run.children()[name]
        os.kill(before, signal.SIGKILL)
        until(lambda name=name: f"{name} ended (code -9); starting it again" in run.said(), 10)
        until(lambda name=name, before=before: run.children().get(name, before) != before, 20)
        until(run.healthy, 30)

    children = run.children()
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(20) == 0
    stopped = re.findall(r"stopping (\w+)", run.said())
    assert stopped == ["Lev", "valkey"], "in reverse order"
    assert not [pid for pid in children.values() if Path(f"/proc/{pid}").exists()], "nothing is left behind"
    assert "Traceback" not in run.said()


@pytest.mark.skipif(sys.platform != "linux", reason="children are told by the kernel")
def test_children_do_not_outlive_a_killed_run(run: Run) -> None:
    children = run.children()
    run.process.kill()
    until(lambda: not [pid for pid in children.values() if Path(f"/proc/{pid}").exists()], 15)


def test_a_bad_setting_and_a_taken_port_refuse_in_one_sentence(tmp_path: Path) -> None:
    bad = Run(tmp_path, LEV_PORT="http")
    assert bad.process.wait(20) == 2
    assert bad.said().strip() == "LEV_PORT must be a port, a number from 1 to 65535."
    (tmp_path / "two").mkdir()
    taken = Run(tmp_path / "two", LEV_INTERNAL_PORT=str(_listening()))
    assert taken.process.wait(20) == 2
    assert "Set LEV_INTERNAL_PORT to another one." in taken.said()


def _listening() -> int:
    import socket

    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    _kept.append(server)
    return int(server.getsockname()[1])


_kept: list[object] = []


def test_valkey_flushes_every_write_and_keeps_it(tmp_path: Path) -> None:
    valkey = EmbeddedValkey(tmp_path / ("deep" * 30))  # too deep for a socket: it lies elsewhere then
    with valkey, redis.Redis.from_url(valkey.keeper_url) as client:
        assert client.config_get("append*")["appendfsync"] == "always"
        assert client.config_get("appendonly") == {"appendonly": "yes"}
        client.set("said", "kept")
        valkey.kill()
        valkey.start()
        assert client.get("said") == b"kept"


def test_a_dead_child_is_started_again_later_each_time(tmp_path: Path) -> None:
    said: list[str] = []
    dying = Command("brief", [sys.executable, "-c", "raise SystemExit(1)"], tmp_path, {}, tmp_path / "log")
    watched = Watched(dying, said.append)
    end = time.monotonic() + 10
    while len(said) < 3 and time.monotonic() < end:
        watched.look()
        time.sleep(0.02)
    assert [re.search(r"in (\S+) s", line)[1] for line in said] == ["0.5", "1", "2"]  # type: ignore[index]
    watched.stop()


def test_what_refuses_to_start_is_not_started_again(tmp_path: Path) -> None:
    said: list[str] = []
    no = Command("no", [sys.executable, "-c", "raise SystemExit(2)"], tmp_path, {}, tmp_path / "log", ours=True)
    watched = Watched(no, said.append)
    until(lambda: watched.refused)
    watched.look()
    assert said == []
    theirs = Watched(replace(no, ours=False), said.append)
    until(lambda: theirs.child.code == 2)
    theirs.look()
    assert not theirs.refused, "what 2 means to Rasa is not for us to say"
    assert said == ["no ended (code 2); starting it again in 0.5 s"]


def test_the_model_follows_its_inputs(tmp_path: Path) -> None:
    for part in ("config.yml", "domain.yml", "requirements/rasa.txt", "data/nlu/a.yml", "data/stories/b.yml"):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / part).write_text(part)
    first = model_path(tmp_path, tmp_path)
    assert model_path(tmp_path, tmp_path) == first
    (tmp_path / "data" / "words.yml").write_text("words need no training")
    assert model_path(tmp_path, tmp_path) == first
    (tmp_path / "data" / "nlu" / "a.yml").write_text("changed")
    assert model_path(tmp_path, tmp_path) != first
