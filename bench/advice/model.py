"""One model: trained, served on loopback, asked. A config and sentences in, rankings and times out.

Never touches Lev's own models or Rasa's cache of them, and leaves no Rasa behind.
"""

import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from bench.advice.judge import Guess, Heard, hear
from bot.launch.child import Child
from bot.launch.rasa import serving, training

START_SECONDS = 180.0
PARSE_SECONDS = 30.0
WARM = 10  # the first answers load what later ones have


class GaveUp(Exception):
    """Rasa did not train or start; the text says why."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model file and the seconds it took."""

    path: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Answers:
    """In the order asked; `times` in milliseconds, `rankings` the likeliest first."""

    heard: tuple[Heard, ...]
    times: tuple[float, ...]
    rankings: tuple[tuple[Guess, ...], ...]


def train(config: Path, sentences: Path, model: Path, limit: float) -> Trained:
    """Stock `rasa train nlu`, in the model's folder: Rasa would take what it has cached of another run from ours."""
    log = model.with_suffix(".log")
    command = training(model, log)
    rasa = str(serving(model, 0, "", log).words[0])
    words = [rasa, "train", "nlu", "--config", str(config), "--nlu", str(sentences)]
    words += ["--out", str(model.parent), "--fixed-model-name", model.name]
    begun = time.monotonic()
    child = Child(replace(command, words=words, folder=model.parent))
    try:
        while child.code is None:
            if time.monotonic() - begun > limit:
                raise GaveUp(f"had not learnt after {limit:.0f} s")
            time.sleep(0.1)
    finally:
        child.stop()
    if not model.exists():
        raise GaveUp(f"did not learn: {_last_line(log)}")
    return Trained(model, time.monotonic() - begun)


@contextmanager
def served(model: Path) -> Iterator[httpx.Client]:
    """Rasa with this model, for as long as it is needed."""
    log = model.with_suffix(".serving.log")
    command = serving(model, _free_port(), "http://127.0.0.1:9/webhook", log)
    port = command.words[command.words.index("--port") + 1]
    rasa = Child(replace(command, words=[*command.words, "--enable-api"]))
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PARSE_SECONDS) as client:
            _wait(client, rasa, log)
            yield client
    finally:
        rasa.stop()


def ask(client: httpx.Client, texts: Iterable[str]) -> Answers:
    """One after another, as one person would wait for them."""
    for _ in range(WARM):
        _ranking(client, "what is consent")
    rankings: list[tuple[Guess, ...]] = []
    times: list[float] = []
    for text in texts:
        begun = time.perf_counter()
        rankings.append(_ranking(client, text))
        times.append((time.perf_counter() - begun) * 1000)
    return Answers(tuple(hear(ranking) for ranking in rankings), tuple(times), tuple(rankings))


def _ranking(client: httpx.Client, text: str) -> tuple[Guess, ...]:
    answer = client.post("/model/parse", json={"text": text})
    answer.raise_for_status()
    return tuple(Guess(str(found["name"]), float(found["confidence"])) for found in answer.json()["intent_ranking"])


def _wait(client: httpx.Client, rasa: Child, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and rasa.code is None:
        try:
            if client.get("/", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise GaveUp(f"did not start: {_last_line(log)}")


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1].strip()[:200] if lines else "it said nothing"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
