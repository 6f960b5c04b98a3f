"""One, two and four Rasas behind one door: texts answered a second and how long each waited. Counts in, rows out.

Never measures another door than Lev's own: a talk keeps to one Rasa here as in the running house.
"""

import asyncio
import socket
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from bot.dialogue.ask import Answer, Dialogue
from bot.launch.child import Child
from bot.launch.rasa import ROOT, model_path, serving, training

TEXTS = ("what is consent", "he checks my phone", "i sent a nude and wish i hadnt", "is this private", "i feel so lonely")
AT_ONCE = 32
_START_SECONDS = 180.0


def rasas(counts: list[int], texts: int) -> list[dict[str, float]]:
    """Starts the most at first and asks through as many as each row says. Trains first if need be."""
    model = model_path(ROOT / "var" / "tests")
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        if not model.exists():
            model.parent.mkdir(parents=True, exist_ok=True)
            Child(training(model, folder / "training.log")).wait()
        ports = [_free_port() for _ in range(max(counts))]
        for port in ports:
            log = folder / str(port) / "rasa.log"
            log.parent.mkdir()
            held.callback(Child(serving(model, port, "http://127.0.0.1:9/webhook", log)).stop)
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        for url in urls:
            _wait(url)
        rows = []
        for count in counts:
            rows.append(asyncio.run(_measured(urls[:count], texts)))
            print(rows[-1], flush=True)
        return rows


async def _measured(urls: list[str], texts: int) -> dict[str, float]:
    door, gate = Dialogue(*urls, limit=30.0), asyncio.Semaphore(AT_ONCE)

    async def one(talk: str, number: int) -> float:
        async with gate:
            begun = time.perf_counter()
            assert isinstance(await door.ask(talk, TEXTS[number % len(TEXTS)]), Answer)
            return (time.perf_counter() - begun) * 1000

    run = f"{len(urls)}.{time.time_ns()}"
    await asyncio.gather(*(one(f"warm.{run}.{number}", number) for number in range(20 * len(urls))))
    begun = time.perf_counter()
    took = sorted(await asyncio.gather(*(one(f"{run}.{number}", number) for number in range(texts))))
    rate = texts / (time.perf_counter() - begun)
    await door.close()
    middle, slow = took[len(took) // 2], took[int(len(took) * 0.99)]
    return {"rasas": len(urls), "texts_per_s": round(rate, 1), "middle_ms": round(middle, 1), "slow_ms": round(slow, 1)}


def _wait(url: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(url, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("Rasa did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
