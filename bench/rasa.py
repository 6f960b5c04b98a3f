"""How fast Rasa answers through our door: alone, many at once, and as one talk grows, in one run.

Prints times and ratios; never a pass or a fail. Run: `.venv/bin/python -m bench.rasa [texts]`.
"""

import asyncio
import socket
import sys
import tempfile
import time
from pathlib import Path

import httpx

from bot.dialogue.ask import Answer, Dialogue
from bot.launch.child import Child
from bot.launch.rasa import ROOT, model_path, serving, training

TEXTS = ("what is consent", "he checks my phone", "i sent a nude and wish i hadnt", "is this private", "i feel so lonely")
AT_ONCE = 16
START_SECONDS = 90.0


async def _timed(dialogue: Dialogue, talk: str, number: int) -> float:
    begun = time.perf_counter()
    answer = await dialogue.ask(talk, TEXTS[number % len(TEXTS)])
    assert isinstance(answer, Answer), answer
    return (time.perf_counter() - begun) * 1000


async def _measure(url: str, texts: int) -> None:
    dialogue = Dialogue(url)
    for number in range(20):
        await _timed(dialogue, f"warm.{number}", number)
    alone = await _many(dialogue, texts, 1)
    crowd = await _many(dialogue, texts, AT_ONCE)
    grown = [await _timed(dialogue, "grown.1", number) for number in range(texts // 4)]
    few = max(1, len(grown) // 10)
    early, late = sum(grown[:few]) / few, sum(grown[-few:]) / few
    print(f"a talk's last texts against its first, after {len(grown)}: {early:.1f} ms -> {late:.1f} ms, {late / early:.1f} times")
    print(f"{AT_ONCE} at once against alone: {crowd / alone:.2f} times as many texts a second")
    await dialogue.close()


async def _many(dialogue: Dialogue, texts: int, at_once: int) -> float:
    """Texts a second, each in a talk of its own."""
    gate = asyncio.Semaphore(at_once)

    async def one(number: int) -> float:
        async with gate:
            return await _timed(dialogue, f"{at_once}.{number}", number)

    begun = time.perf_counter()
    took = sorted(await asyncio.gather(*(one(number) for number in range(texts))))
    rate = texts / (time.perf_counter() - begun)
    middle, slow = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"{at_once:>2} at once: {rate:.0f} texts a second, middle {middle:.1f} ms, 99th of 100 {slow:.1f} ms")
    return rate


def main(texts: int) -> None:
    """Trains if need be, starts one Rasa on loopback, measures, stops it."""
    model = model_path(ROOT / "var" / "tests")
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        log = Path(folder) / "rasa.log"
        if not model.exists():
            Child(training(model, log)).wait()
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        rasa = Child(serving(model, port, "http://127.0.0.1:9/webhook", log))
        try:
            _wait(f"http://127.0.0.1:{port}")
            asyncio.run(_measure(f"http://127.0.0.1:{port}", texts))
        finally:
            rasa.stop()


def _wait(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("Rasa did not start")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
