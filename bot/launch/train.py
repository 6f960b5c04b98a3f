"""`make train`: trains Rasa if its inputs changed. Settings in, an exit code out.

Never trains what is trained already.
"""

import sys

from bot.launch.child import Child
from bot.launch.rasa import model_path, rasa_missing, training
from bot.settings import Settings


def train(settings: Settings) -> int:
    """0 when a model for the present inputs exists at the end."""
    if rasa_missing():
        print("Rasa is not installed: make run or make test installs it.", file=sys.stderr)
        return 1
    model, log = model_path(settings.var), settings.var.absolute() / "log" / "rasa.log"
    if model.exists():
        print(f"The model is up to date: {model}")
        return 0
    log.parent.mkdir(parents=True, exist_ok=True)
    print("Training Rasa, this takes some seconds.", flush=True)
    child = Child(training(model, log))
    child.wait()
    print(f"Trained: {model}" if model.exists() else f"The training failed: see {log}")
    return 0 if model.exists() else 1
