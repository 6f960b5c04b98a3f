"""What Lev takes when nobody writes, and how soon it is there. A start like `make run`'s in; megabytes and seconds out.

Never counts Rasa's memory in: that is stock's own, and stands in a row of its own.
"""

import shutil
import signal
import subprocess
import sys
import time

from bench.speed.figures import Figures, Row, short
from bench.speed.house import answers, environment, folder, free_port, trained, until
from bench.speed.options import Options
from bench.speed.processes import family, name_of, proportional
from bot.launch.rasa import ROOT, model_path

_SETTLE_SECONDS = 5.0


def measure(options: Options) -> Figures:
    """Starts everything with a trained model, waits until it is calm, and looks."""
    with folder() as room:
        var = room / "var"
        (var / "models").mkdir(parents=True)
        shutil.copy(trained(room / "training.log"), model_path(var))
        for learnt in (ROOT / "var" / "models").glob("topics-*.npz"):
            shutil.copy(learnt, var / "models")
        port, internal, rasa = free_port(), free_port(), free_port()
        more = {"LEV_PORT": str(port), "LEV_INTERNAL_PORT": str(internal), "LEV_RASA_PORT": str(rasa), "LEV_VAR": str(var),
                "LEV_KEYS": str(var.with_suffix(".keys"))}  # fmt: skip
        begun = time.monotonic()
        with (room / "run.log").open("wb") as log:
            run = subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment() | more, stdout=log, stderr=log)
        try:
            until(lambda: answers(f"http://127.0.0.1:{internal}/health"), "Lev")
            healthy = time.monotonic() - begun
            until(lambda: answers(f"http://127.0.0.1:{rasa}"), "Rasa")
            whole = time.monotonic() - begun
            time.sleep(_SETTLE_SECONDS)
            sizes = {name_of(pid): proportional(pid) for pid in family(run.pid)}
        finally:
            run.send_signal(signal.SIGTERM)
            run.wait(30)
    ours = {name: size for name, size in sizes.items() if name != "rasa"}
    rows = (
        Row("memory of Lev without Rasa, idle", f"{short(sum(ours.values()))} MB", aim="250 MB"),
        *(Row(f"of that: {name}", f"{short(size)} MB") for name, size in sorted(ours.items())),
        Row("stock Rasa with Lev's own model", f"{short(sizes.get('rasa', 0))} MB"),
        Row("start until /health answers 200, model trained", f"{short(healthy)} s", aim="20 s"),
        Row("start until Rasa answers as well", f"{short(whole)} s"),
    )
    notes = ("Memory is each process's proportional share (PSS): what several share is split between them.",)
    return Figures(rows, {"megabytes": sizes, "healthy_seconds": healthy, "whole_seconds": whole}, notes)
