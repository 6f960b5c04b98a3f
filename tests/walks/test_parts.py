"""The front and the work are two processes: either may die, and the other goes on. Real kills, a whole Lev."""

import os
import signal
import time
from pathlib import Path

import httpx

from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, Texter
from tests.walks.running import Lev, until


def _alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_the_work_dies_and_every_text_is_still_taken_and_answered_once(calm_lev: Lev, twilio: TwilioStandIn) -> None:
    before = calm_lev.metrics()["lev_inbound_total"]["sms", "stored"]
    people = [Texter(calm_lev) for _ in range(12)]
    for number, young in enumerate(people):
        if number % 4 == 0:
            os.kill(calm_lev.part("work"), signal.SIGKILL)
        assert young.text(f"he said he will post my pics {number}").status_code == 200, "the front goes on alone"
    for young in people:
        twilio.wait_for(young.number, "not your fault", seconds=40)
        assert len([text for text in twilio.texts_to(young.number) if "not your fault" in text]) == 1
    until(lambda: calm_lev.health()["parts"]["work"] == "up")  # type: ignore[index]
    after = calm_lev.metrics()["lev_inbound_total"]["sms", "stored"]
    assert after == before + len(people), "figures of the dead are not lost"


def test_the_front_dies_and_nobody_finds_a_shut_door(calm_lev: Lev) -> None:
    chatter = Chatter(calm_lev)
    assert chatter.say("hello").status_code == 202
    os.kill(calm_lev.part("front"), signal.SIGKILL)
    began = time.monotonic()
    assert httpx.get(f"{calm_lev.url}/chat", timeout=20).status_code == 200, "who knocks waits, and is let in"
    assert time.monotonic() - began < 15
    assert chatter.say("are you there").status_code == 202


def test_a_pulse_that_stops_is_seen(calm_lev: Lev) -> None:
    os.kill(pid := calm_lev.part("work"), signal.SIGSTOP)  # it hangs: alive, and does nothing
    try:
        until(lambda: calm_lev.health()["parts"]["work"] == "down", seconds=15)  # type: ignore[index]
        assert calm_lev.health()["ok"] is False
    finally:
        os.kill(pid, signal.SIGCONT)
    until(lambda: calm_lev.health()["ok"] is True, seconds=20)


def test_no_part_is_left_behind(calm_lev: Lev) -> None:
    parts = [calm_lev.part(name) for name in ("front", "work")]
    calm_lev.kill()
    until(lambda: not any(map(_alive, parts)), seconds=10)
    calm_lev.start()
    parts = [calm_lev.part(name) for name in ("front", "work")]
    calm_lev.stop()
    assert not any(map(_alive, parts)), "told to stop, both ended before it did"
    calm_lev.start()
