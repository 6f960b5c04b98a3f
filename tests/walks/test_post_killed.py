"""kill -9 while a referral pack is with the case system: it comes again with the same id, is taken, and stands in no log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.launch.valkey import EmbeddedValkey
from tests.standins.case_system import CaseSystemStandIn
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import DeskHand, Texter
from tests.walks.running import Lev, free_port, until

CANARY, SECRET = "the kettle canary hums", "a secret that only the two of us know"


@pytest.fixture
def theirs() -> Iterator[CaseSystemStandIn]:
    with CaseSystemStandIn() as theirs:
        yield theirs


@pytest.fixture
def hooked(
    folder: Path, valkey: EmbeddedValkey, twilio: TwilioStandIn, internal_port: int, theirs: CaseSystemStandIn
) -> Iterator[Lev]:
    lev = Lev(folder, valkey.url, f"http://127.0.0.1:{free_port()}", twilio.url, internal_port)
    lev.settings |= {"LEV_CASE_WEBHOOK_URL": f"{theirs.url}?key=urlcanary", "LEV_CASE_WEBHOOK_SECRET": SECRET}
    yield lev.start()
    lev.stop()


def test_a_pack_survives_the_death_of_everything(
    hooked: Lev, twilio: TwilioStandIn, theirs: CaseSystemStandIn, folder: Path
) -> None:
    theirs.moods = ["hang", 500]
    young, tam = Texter(hooked), DeskHand(hooked)
    tam.join(hooked.first_link(), "Tam", "tam")
    young.text(f"my dad hits me, {CANARY}")
    twilio.wait_for(young.number, "I've passed this")
    place = tam.takes_first_case()
    assert "it sends the pack to the case system" in tam.get(place).text
    assert tam.post(f"{place}/refer", to="maru").status_code == 303
    theirs.wait_for(1)
    hooked.kill()
    hooked.start()
    until(lambda: "their reference is MARU/2026-117" in tam.get(place).text, 40)
    assert len(theirs.came) == 3
    assert len({came.id for came in theirs.came}) == 1
    assert all(CANARY.encode() in came.body for came in theirs.came)
    hooked.stop()
    for path in (hooked.log, *(one for one in folder.rglob("*") if one.is_file())):
        kept = path.read_bytes()
        assert not any(word.encode() in kept for word in (CANARY, SECRET, "urlcanary")), path
