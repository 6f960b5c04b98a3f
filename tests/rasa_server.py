"""Stock Rasa and our actions, for tests: trained once for the same inputs, started as `make run` starts them."""

import fcntl
import time
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette

from actions.serve import action_routes
from bot.launch.child import Child
from bot.launch.rasa import ROOT, model_path, serving, training
from tests.walks.running import free_port

TRAINED = ROOT / "var" / "tests"  # kept between runs
_PATIENCE = 200.0  # seconds: it stands back for everything else, so on a busy machine it takes minutes to be there


class RasaServer:
    """Rasa on loopback, which can be killed and started again on the same port. `log` must lie in a folder of its own."""

    def __init__(self, actions_url: str, log: Path, token: str = "") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self._actions_url, self._token = actions_url, token
        self._child: Child | None = None

    def start_only(self) -> Child:
        self._child = Child(serving(trained_model(self.log), self.port, self._actions_url, self.log, self._token))
        return self._child

    def start(self) -> "RasaServer":
        self.start_only()
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                if httpx.get(self.url, timeout=2).status_code == 200:
                    return self
            except httpx.HTTPError:
                time.sleep(0.2)
        raise AssertionError(f"Rasa did not start:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        if self._child:
            self._child.kill()
            self._child = None


def trained_model(log: Path) -> Path:
    """The model for the present inputs; trained first if need be, by one test run at a time."""
    model = model_path(TRAINED)
    TRAINED.mkdir(parents=True, exist_ok=True)
    with (TRAINED / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not model.exists():
            Child(training(model, log)).wait()
    assert model.exists(), log.read_text()[-3000:]
    return model


def actions_server(port: int) -> uvicorn.Server:
    """Our actions alone, as Lev's internal listener serves them; the caller runs it."""
    app = Starlette(routes=action_routes())
    return uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False))
