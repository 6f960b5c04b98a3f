"""What this Lev and its Twilio know of each other: keys, names, signatures. Fields in, a signed webhook out.

Never a real number or key: the numbers are from the range that is kept for drama.
"""

import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator

from bot.content.examples import examples
from bot.launch.child import Child
from bot.launch.rasa import ROOT, model_path, training
from bot.meaning.topics import open_reader, reader_path
from bot.meaning.vectors import Sentences

PUBLIC_URL = "https://lev.example"  # what Twilio signs: never the address we listen on
ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "f" * 32, "+447700900000"
SEAL_KEY, PSEUDONYM_KEY = "A" * 43 + "=", "B" * 42 + "A="
_NLU, _MODELS = ROOT / "data" / "nlu", ROOT / "var" / "models"


def signed(path: str, form: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of a webhook, signed over the public address; `path` includes any query."""
    mark = RequestValidator(TOKEN).compute_signature(PUBLIC_URL + path, ImmutableMultiDict(form))
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "X-Twilio-Signature": str(mark)}
    return urlencode(form).encode(), headers


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def teach(models: Path) -> None:
    """Puts the learnt reader of topics where a Lev with a data folder of its own looks for it; learns it once."""
    learnt = reader_path(_MODELS, examples(_NLU))
    if not learnt.exists():
        open_reader(_MODELS, _NLU, Sentences())
    models.mkdir(parents=True, exist_ok=True)
    shutil.copy(learnt, models / learnt.name)


def trained_rasa(log: Path) -> Path:
    """Rasa's model for the present inputs, from where it lies already; trained first if need be. Raises `RuntimeError`."""
    places = [model_path(ROOT / "var"), model_path(ROOT / "var" / "tests")]
    if found := next((place for place in places if place.exists()), None):
        return found
    places[0].parent.mkdir(parents=True, exist_ok=True)
    Child(training(places[0], log)).wait()
    if not places[0].exists():
        raise RuntimeError(f"Rasa could not be trained: {log}")
    return places[0]
