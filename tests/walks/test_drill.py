"""The drill goes the whole way through a real house, reaches no phone and no figure, and says where it gets stuck."""

import os
import subprocess
import sys

import httpx
import pytest

from bot.drill import NUMBER
from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import DeskHand
from tests.walks.running import ROOT, Lev, until


def drill(lev: Lev, **more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "bot", "drill"]
    return subprocess.run(words, cwd=ROOT, env=os.environ | lev.settings | more, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def tam(calm_lev: Lev) -> DeskHand:
    lead = DeskHand(calm_lev)
    lead.join(calm_lev.first_link(), "Tam", "tam")
    return lead


def test_it_comes_through_by_text_and_leaves_nothing_behind(calm_lev: Lev, twilio: TwilioStandIn, tam: DeskHand) -> None:
    for _ in range(2):
        done = drill(calm_lev)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "came through" in done.stdout
    assert calm_lev.health()["parts"]["drill"] == "good"  # type: ignore[index]
    until(lambda: calm_lev.health()["parts"]["waiting"] == {"inbound": 0, "outbound": 0})  # type: ignore[index]
    assert twilio.texts_to(NUMBER) == []
    page = tam.get("/desk").text
    assert "/desk/case/" not in page, "it closed by itself"
    assert "drill did not come through" not in page
    assert "<td>" not in tam.get("/themes").text or "hurt" not in tam.get("/themes").text


def test_it_says_where_it_got_stuck_at_the_desk_too(calm_lev: Lev, tam: DeskHand) -> None:
    wrong = drill(calm_lev, TWILIO_AUTH_TOKEN="0" * 32)
    assert wrong.returncode == 1
    assert "stopped at: webhook" in wrong.stdout
    assert calm_lev.health()["parts"]["drill"] == "stuck at webhook"  # type: ignore[index]
    assert "The drill did not come through (stuck at webhook)" in tam.get("/desk").text
    assert drill(calm_lev).returncode == 0
    assert "drill did not come through" not in tam.get("/desk").text


def test_without_a_house_it_says_so(calm_lev: Lev) -> None:
    gone = drill(calm_lev, REDIS_URL="unix:///nowhere/valkey.sock")
    assert gone.returncode == 1
    assert "The store does not answer" in gone.stderr


def test_a_house_drills_by_itself(
    tmp_path_factory: pytest.TempPathFactory, twilio: TwilioStandIn, internal_port: int, calm_lev: Lev
) -> None:
    calm_lev.stop()
    folder = tmp_path_factory.mktemp("drills")
    with EmbeddedValkey(folder / "valkey", folder / "valkey.log") as valkey:
        lev = Lev(folder, valkey.url, "http://127.0.0.1:9", twilio.url, internal_port)
        lev.settings["LEV_DRILL_MINUTES"] = "60"
        lev.settings |= dict.fromkeys(("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"), "")  # by the chat then
        lev.start()
        try:
            until(lambda: lev.health()["parts"]["drill"] == "good", 60)  # type: ignore[index]
            assert httpx.get(f"{lev.url}/chat").status_code == 200
        finally:
            lev.stop()
