"""Rasa as `make run` starts it: no half models, none of our secrets, and no text in its log, whatever goes wrong."""

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from bot.dialogue.breaker import FAILURES
from bot.launch.child import Child, Command
from bot.launch.rasa import model_path
from bot.setting_checks import ROOT
from tests.metrics_seen import seen
from tests.rasa_server import RasaServer, trained_model
from tests.rooms.launched import Run
from tests.walks.people import Chatter
from tests.walks.running import until

CANARY = "the teapot canary sings at dawn"


@pytest.fixture
def bad_actions() -> Iterator[str]:
    """Takes the first call and never answers it, then hangs up on every other."""
    kept = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with contextlib.suppress(OSError):  # the test is over
                kept.append(server.accept()[0])
                while True:
                    server.accept()[0].close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/webhook"
    for line in kept:
        line.close()


def test_rasa_never_logs_a_text(bad_actions: str, tmp_path: Path) -> None:
    rasa = RasaServer(bad_actions, tmp_path / "rasa.log").start()
    address = f"{rasa.url}/webhooks/rest/webhook"
    wrong = f'{{"sender": ["{CANARY}"], "message": 5}}', f'{{"sender": "t2", "message": "{CANARY}"'
    try:
        with pytest.raises(httpx.TimeoutException):  # Lev too gives up on a slow Rasa, which then cancels its work
            httpx.post(address, json={"sender": "t1", "message": f"can i talk to a real person {CANARY}"}, timeout=1.5)
        httpx.post(address, json={"sender": "t3", "message": f"can i talk to a real person {CANARY}"}, timeout=15)
        for content in wrong:
            httpx.post(address, content=content, timeout=5)
        until(lambda: httpx.get(rasa.url, timeout=2).status_code == 200)
    finally:
        rasa.kill()
    assert "teapot" not in (tmp_path / "rasa.log").read_text()


def test_make_run_starts_a_rasa_that_hears_lev_alone(tmp_path: Path) -> None:
    """The token is made at the start and told to the two of them; Lev's own question comes through, a stranger's does not."""
    model = model_path(tmp_path / "var")
    model.parent.mkdir(parents=True)
    shutil.copy(trained_model(tmp_path / "training.log"), model)
    started = Run(tmp_path, RASA_URL="")
    try:
        until(lambda: "Stop with Ctrl-C." in started.said() or started.process.poll() is not None, 120)
        address = f"http://127.0.0.1:{started.settings['LEV_RASA_PORT']}/webhooks/rest/webhook"
        assert httpx.post(address, json={"sender": "t", "message": "what is consent"}).status_code == 401
        for _ in range(FAILURES + 1):
            young = Chatter(SimpleNamespace(url=f"http://127.0.0.1:{started.port}"))  # type: ignore[arg-type]
            young.say("what time are you open?")
            assert "day and night" in young.hears("day and night"), "an answer that Rasa alone gives"
        metrics = seen(httpx.get(f"http://127.0.0.1:{started.internal}/metrics").text)
        assert metrics["lev_rasa_resting"][()] == 0, "so many refusals one after the other would have made it rest"
    finally:
        started.process.kill()


@pytest.mark.parametrize(
    ("script", "code", "whole"),
    [
        ("write(b'whole')", 0, b"whole"),
        ("write(b'half'); raise SystemExit(1)", 1, None),
        ("write(b'half'); os.kill(0, 9)", -9, None),
    ],
    ids=["a good end", "a bad end", "a kill"],
)
def test_a_file_is_put_in_place_only_when_whole(tmp_path: Path, script: str, code: int, whole: bytes | None) -> None:
    part, place = tmp_path / "part", tmp_path / "model"
    making = [sys.executable, "-c", f"import os, pathlib; pathlib.Path({str(part)!r}).write_bytes(b''); write = "
              f"pathlib.Path({str(part)!r}).write_bytes; {script}"]  # fmt: skip
    words = [sys.executable, "-m", "bot.launch.whole", str(part), str(place), *making]
    assert Child(Command("making", words, ROOT, {}, tmp_path / "log")).wait() == code
    assert (place.read_bytes() if place.exists() else None) == whole


def test_only_lev_gets_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("TWILIO_AUTH_TOKEN", "LEV_SEAL_KEY", "REDIS_URL"):
        monkeypatch.setenv(key, "a secret of ours")
    show = [sys.executable, "-c", "import os; print(sorted(os.environ.values()), os.environ.get('MORE'))"]
    for ours in (True, False):
        log = tmp_path / f"{ours}.log"
        assert Child(Command("show", show, tmp_path, {"MORE": "given"}, log, ours=ours)).wait() == 0
        assert "given" in log.read_text()
        assert ("a secret of ours" in log.read_text()) is ours


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    leave = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid, flush=True)"
    child = Child(Command("parent", [sys.executable, "-c", leave], tmp_path, {}, tmp_path / "log"))
    assert child.wait() == 0
    left = int((tmp_path / "log").read_text())
    assert subprocess.run(["kill", "-0", str(left)], check=False).returncode == 0, "it was left behind"
    child.stop()
    until(lambda: not Path(f"/proc/{left}").exists() or "Z" in Path(f"/proc/{left}/stat").read_text().split()[2])
