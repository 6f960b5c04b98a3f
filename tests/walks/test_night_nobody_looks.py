"""A night on which nobody at the desk looks: the on-call number is texted, then the lead, and "seen" ends it.

Nobody waits for minutes here: the case is made older in the store, and Lev's own timers find it so.
"""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.routes import Routes
from bot.house import DATA
from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import Changes, Conflict
from bot.model.message import ContactId
from bot.model.risk import Level
from bot.store.open import open_store
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import DeskHand, Texter
from tests.walks.running import Lev, free_port, until

ON_CALL, LEAD, MANAGER = "+447700900801", "+447700900802", "+447700900803"
ROUTES = Routes.load(DATA / "routes.yml")
LADDER = ROUTES.ladder(Level.CRITICAL, open_now=True)


@pytest.fixture
def house(folder: Path, valkey: EmbeddedValkey, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    made = Lev(folder, valkey.url, f"http://127.0.0.1:{free_port()}", twilio.url, internal_port)
    made.settings |= {"LEV_ON_CALL": ON_CALL, "LEV_LEAD": LEAD, "LEV_DUTY_MANAGER": MANAGER}
    yield made.start()
    made.stop()


def waits(valkey: EmbeddedValkey, place: str, longer: timedelta) -> None:
    """The case at this address has waited so much longer."""
    contact = ContactId(place.split("/")[3])

    async def older() -> None:
        store = open_store(valkey.url, bytes(32))
        try:
            while True:
                talk, case = await store.reads.talk(contact)
                assert talk
                assert case
                try:
                    await store.commit.commit(Changes(talk, case=replace(case, waiting_since=case.waiting_since - longer)))
                except Conflict:
                    continue
                return
        finally:
            await store.close()

    asyncio.run(older())


def test_the_alert_climbs_until_somebody_says_seen(house: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> None:
    young, tam = Texter(house), DeskHand(house)
    tam.join(house.first_link(), "Tam", "tam")
    young.text("im going to kill myself tonight, ive got the pills")
    twilio.wait_for(young.number, "999")
    place = tam.first_case()
    figures = house.metrics()
    assert (figures["lev_cases_ringing"][()], figures["lev_cases_open"]["waiting", "critical"]) == (1, 1)
    assert not twilio.texts_to(ON_CALL), "there is time yet"

    waits(valkey, place, LADDER["on_call"])
    alert = twilio.wait_for(ON_CALL, ROUTES.alert)
    assert not twilio.texts_to(LEAD)
    until(lambda: "the person on call was texted" in tam.get(place).text)
    waits(valkey, place, LADDER["lead"] - LADDER["on_call"])
    twilio.wait_for(LEAD, ROUTES.alert)
    until(lambda: "the lead was texted" in tam.get("/desk").text)
    assert alert.body == ROUTES.alert, "it tells nothing of anybody"
    climbed = house.metrics()["lev_alerts_climbed_total"]
    assert climbed == {("on_call",): 1, ("lead",): 1, ("duty_manager",): 0}

    tam.get("/desk")
    assert tam.post(f"{place}/acknowledge").status_code == 303
    assert house.metrics()["lev_cases_ringing"][()] == 0, "how you know it is over"
    waits(valkey, place, LADDER["duty_manager"])
    other = Texter(house)
    other.text("im going to kill myself tonight, ive got the pills")
    twilio.wait_for(other.number, "999")
    found = re.findall(r'href="(/desk/case/[^"]+)"', tam.get("/desk").text)
    waits(valkey, next(each for each in found if each != place), LADDER["on_call"])
    until(lambda: len(twilio.texts_to(ON_CALL)) == 2, 20)  # the ladder was looked at, and the older case comes first
    assert not twilio.texts_to(MANAGER), "whoever said seen has it"
    assert len(twilio.texts_to(LEAD)) == 1, "each is told once"
