"""Stock Rasa in its own environment: trained when its inputs changed, started on loopback only. Settings in, commands out.

Never lets Rasa send anything home or log a text, and never trains the same inputs twice.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.launch.child import Command

ROOT = Path(__file__).parent.parent.parent
_RASA = ROOT / ".venv-rasa" / "bin" / "rasa"
DOOR = "rasa_door"  # in Rasa's environment: its channel that asks for a token
_KINDNESS = 10  # of 19: a risk, the desk and the way in must never wait for Rasa, on a busy machine either
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONHASHSEED": "0",
}
# When a text fails or takes too long Rasa logs the text itself, as an error. Only what ends Rasa is worth a line.
_SILENT = {"LOG_LEVEL": "CRITICAL", "LOG_LEVEL_LIBRARIES": "CRITICAL"}


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file that training reads, and the pinned version of Rasa itself."""
    yield from (root / "config.yml", root / "domain.yml", root / "requirements" / "rasa.txt")
    for folder in ("nlu", "stories"):
        yield from sorted((root / "data" / folder).rglob("*.y*ml"))


def model_path(var: Path, root: Path = ROOT) -> Path:
    """Where the model of just these inputs lies, or will lie."""
    mark = hashlib.sha256()
    for path in inputs(root):
        mark.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return var.absolute() / "models" / f"{mark.hexdigest()[:16]}.tar.gz"


def training(model: Path, log: Path) -> Command:
    """Trains the model, which is put in place when it is whole. Not all of `data/` is Rasa's: its folders are named."""
    part = model.with_name(f"part-{os.getpid()}-{model.name}")  # two trainings at once must not write one file
    words = [sys.executable, "-m", "bot.launch.whole", str(part), str(model)]
    words += [str(_RASA), "train", "--domain", "domain.yml", "--config", "config.yml"]
    words += ["--data", "data/nlu", "data/stories", "--out", str(model.parent)]
    words += ["--fixed-model-name", part.name]
    return Command("training", words, ROOT, _QUIET, log, kindness=_KINDNESS)


def serving(model: Path, port: int, actions_url: str, log: Path, token: str = "") -> Command:
    """Serves the model on loopback; `actions_url` is where it finds our custom actions. With a token it hears nobody without."""
    endpoints = log.parent / "endpoints.yml"  # stock Rasa takes the address from a file only
    endpoints.write_text(f"action_endpoint:\n  url: {actions_url}\n")
    words = [str(_RASA), "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model)]
    words += ["--endpoints", str(endpoints), "--credentials", f"{DOOR}/credentials.yml" if token else "credentials.yml"]
    more = {"LEV_RASA_TOKEN": token} if token else {}
    return Command("rasa", words, ROOT, _QUIET | _SILENT | more, log, kindness=_KINDNESS)


def rasa_missing() -> bool:
    """Whether its environment has not been made yet."""
    return not _RASA.exists()
