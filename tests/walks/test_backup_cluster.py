"""A Lev on three nodes dies with all of them: its backup is restored on an empty cluster, and on one store, and every case is there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.three_masters import ThreeMasters
from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.burnt_down import bot
from tests.walks.people import DeskHand, Texter
from tests.walks.running import Lev, free_port, until


@pytest.fixture
def spread_lev(folder: Path, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    house = Lev(folder, "", f"http://127.0.0.1:{free_port()}", twilio.url, internal_port)
    yield house
    house.stop()


def test_every_case_is_found_on_another_cluster_and_on_one_store(folder: Path, spread_lev: Lev, twilio: TwilioStandIn) -> None:
    lev, file = spread_lev, folder / "lev.backup"
    with ThreeMasters(folder / "first") as masters:
        lev.settings["REDIS_URL"] = masters.url
        lev.launch()
        lev.wait_until_healthy(90)
        until(lambda: lev.health()["ok"], 60)
        tam = DeskHand(lev)
        tam.join(lev.first_link(), "Tam", "tam.login")
        people = [Texter(lev) for _ in range(12)]  # they live on all three nodes
        for young in people:
            assert young.text(f"my dad hits me, says {young.number[-4:]}").status_code == 200
        for young in people:
            twilio.wait_for(young.number, "I've passed this")
        claimed = tam.first_case()
        assert tam.post(f"{claimed}/claim").status_code == 303
        until(lambda: lev.health()["parts"]["waiting"] == {"inbound": 0, "outbound": 0}, 60)
        assert all(node.ask("DBSIZE") for node in masters.nodes)
        made = bot(lev, "backup", str(file))
        assert (made.returncode, made.stderr) == (0, ""), made.stderr
        lev.kill()
    with ThreeMasters(folder / "second") as masters:
        lev.settings["REDIS_URL"] = masters.url
        _all_is_there(lev, file, people, claimed, tam.secret, folder)
        again = bot(lev, "restore", str(file))
        assert (again.returncode, "not empty" in again.stderr) == (1, True)
    with EmbeddedValkey(folder / "one", folder / "one.log") as valkey:
        lev.settings["REDIS_URL"] = valkey.url
        _all_is_there(lev, file, people, claimed, tam.secret, folder)


def _all_is_there(lev: Lev, file: Path, people: list[Texter], claimed: str, secret: str, folder: Path) -> None:
    """Restored, started and looked at from the desk; then this Lev dies too."""
    shutil.rmtree(folder / "var")
    back = bot(lev, "restore", str(file))
    assert (back.returncode, back.stderr) == (0, ""), back.stderr
    assert "every chain is whole" in back.stdout
    assert f"{len(people)} cases ({len(people)} open), 1 accounts" in back.stdout
    lev.launch()
    lev.wait_until_healthy(90)
    until(lambda: lev.health()["ok"], 60)
    tam = DeskHand(lev)
    tam.secret = secret
    tam.sign_in("tam.login")
    seen = " ".join(tam.get(place).text for place in tam.cases())
    for young in people:
        assert f", says {young.number[-4:]}" in seen, "their own words; the first part is marked by the screen"
    assert tam.post(f"{claimed}/say", text="I am still here.", nonce="2" * 12).status_code == 303, "the claim holds"
    audit = bot(lev, "audit", "verify")
    assert (audit.returncode, audit.stderr, "every chain is whole" in audit.stdout) == (0, "", True)
    tam.web.close()
    lev.kill()
