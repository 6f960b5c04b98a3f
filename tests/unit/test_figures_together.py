"""Several processes count as one: what each counted is summed, whichever of them is asked, and the dead are counted too."""

import os
import subprocess
import sys
from pathlib import Path

from bot.measure.together import keep_figures_in

COUNTS = """
import os, sys
from pathlib import Path
from bot.measure.together import keep_figures_in
keep_figures_in(Path(sys.argv[1]))
from prometheus_client import generate_latest
from bot.measure.metrics import measured, with_all
from bot.model.message import Channel, Took
if not (child := os.fork()):
    measured().took_in(Channel.SMS, Took.STORED, 0.01)
    os._exit(0)
os.waitpid(child, 0)
ours = measured()
ours.took_in(Channel.SMS, Took.STORED, 0.02)
ours.screened(0.003)
print(generate_latest(with_all()).decode())
"""


def test_two_processes_count_as_one(tmp_path: Path) -> None:
    words = [sys.executable, "-c", COUNTS, str(tmp_path)]
    page = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "."}).stdout
    assert 'lev_inbound_total{channel="sms",took="stored"} 2.0' in page
    assert 'lev_acknowledge_seconds_count{channel="sms"} 2.0' in page
    assert "lev_screen_seconds_count 1.0" in page
    assert "# HELP lev_screen_seconds " in page
    assert "Multiprocess" not in page


def test_what_a_dead_run_left_is_tidied_and_what_lives_is_kept(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    for name in (f"figures-{ended.pid}", f"figures-{os.getppid()}", "figures-x"):
        (tmp_path / name).mkdir()
    before = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    try:
        mine = keep_figures_in(tmp_path)
    finally:
        os.environ.pop("PROMETHEUS_MULTIPROC_DIR")
        if before is not None:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = before
    assert {one.name for one in tmp_path.iterdir()} == {mine.name, f"figures-{os.getppid()}"}
