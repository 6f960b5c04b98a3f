"""`make run`: starts the store, Lev and Rasa, watches them, and stops them in reverse order. Settings in, an exit code out.

Never runs twice on one data folder, and never hides that something died.
"""

import math
import secrets
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from bot.launch.checks import InUse, lock, ports_free
from bot.launch.child import Child, Command
from bot.launch.rasa import ROOT, model_path, rasa_missing, serving, training
from bot.launch.settled import settle
from bot.launch.valkey import EmbeddedValkey
from bot.launch.watch import REFUSED, Watched
from bot.launch.welcome import answers, welcome
from bot.settings import Settings

_LOOK_SECONDS = 0.1
_SAY_SECONDS = 5.0  # how often a long step says that it goes on
_RASA_SECONDS = 90.0  # then the addresses are shown without it: Lev works on


class House:
    """All processes of one run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._logs = settings.var.absolute() / "log"
        self._running: list[Watched] = []
        self._told = False
        self._token = settings.rasa_token or ("" if settings.rasa_urls else secrets.token_urlsafe(32))

    def run(self) -> int:
        """Runs until it is told to stop; 0 then, 2 when something must be put right first."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        self._logs.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            try:
                held.enter_context(lock(self._settings.var))
                ports_free(self._settings)
                held.callback(self._stop_all)
                return self._run()
            except InUse as error:
                print(error, file=sys.stderr)
                return REFUSED

    def _run(self) -> int:
        settings = self._settings
        redis_url = settings.redis_url or self._start_valkey()
        rasa_url = ",".join(settings.rasa_urls) or f"http://127.0.0.1:{settings.rasa_port}"
        self._watch(_lev(redis_url, rasa_url, self._token))
        if not settings.rasa_urls:
            self._start_rasa()
        internal = f"http://127.0.0.1:{settings.internal_port}"
        lev = "Lev and the store that REDIS_URL names" if settings.redis_url else "Lev"
        if not self._wait(lev, lambda: answers(f"{internal}/health")):
            return self._ended()
        if self._running[-1].command.name == "rasa" and not self._wait("Rasa", lambda: answers(rasa_url), _RASA_SECONDS):
            _say(f"Rasa does not answer yet: see {self._logs / 'rasa.log'}. Until it does young people get the numbered menu.")
        if not self._told and not self._refusal():
            welcome(settings, internal)
        settle()
        while not self._told and not self._refusal():
            time.sleep(_LOOK_SECONDS)
            self._look()
        return self._ended()

    def _start_valkey(self) -> str:
        valkey = EmbeddedValkey(self._settings.var.absolute() / "valkey", self._logs / "valkey.log")
        self._watch(valkey.command())
        self._wait("the store", valkey.ready)
        return valkey.url

    def _start_rasa(self) -> None:
        if rasa_missing():
            _say("Rasa is not installed (make run installs it). Young people get the numbered menu.")
            return
        model, log = model_path(self._settings.var), self._logs / "rasa.log"
        if not model.exists() and not self._train(model, log):
            return
        actions = f"http://127.0.0.1:{self._settings.internal_port}/webhook"
        self._watch(serving(model, self._settings.rasa_port, actions, log, self._token))

    def _train(self, model: Path, log: Path) -> bool:
        child = Child(training(model, log))
        self._wait("Rasa's training (its inputs changed)", lambda: child.code is not None)
        if child.code is None:
            child.kill()
        if model.exists():
            return True
        if not self._told:
            _say(f"Rasa's training failed: see {log}. Young people get the numbered menu.")
        return False

    def _wait(self, what: str, ready: Callable[[], bool], most: float = math.inf) -> bool:
        """Waits, says that it waits, and keeps an eye on the rest. False when told to stop, refused, or after `most` seconds."""
        begun = said = time.monotonic()
        _say(f"waiting for {what}")
        while not ready():
            if self._told or self._refusal() or time.monotonic() - begun > most:
                return False
            time.sleep(_LOOK_SECONDS)
            self._look()
            if time.monotonic() - said > _SAY_SECONDS:
                said = time.monotonic()
                _say(f"waiting for {what}: {said - begun:.0f} s")
        return True

    def _watch(self, command: Command) -> None:
        self._running.append(Watched(command, _say))

    def _look(self) -> None:
        for watched in self._running:
            watched.look()

    def _refusal(self) -> bool:
        return any(watched.refused for watched in self._running)

    def _ended(self) -> int:
        return REFUSED if self._refusal() else 0

    def _stop(self, _: int, __: FrameType | None) -> None:
        self._told = True

    def _stop_all(self) -> None:
        for watched in reversed(self._running):
            _say(f"stopping {watched.command.name}")
            watched.stop()


def _lev(redis_url: str, rasa_url: str, token: str) -> Command:
    told = {"REDIS_URL": redis_url, "RASA_URL": rasa_url, "LEV_RASA_TOKEN": token}
    return Command("Lev", [sys.executable, "-m", "bot", "serve"], ROOT, told, ours=True)


def _say(what: str) -> None:
    print(f"[run] {what}", flush=True)
