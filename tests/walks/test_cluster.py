"""A whole Lev on a real cluster: a text, a case at the desk, a claim, a reply; and a node that dies in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.three_masters import ThreeMasters
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, DeskHand, Texter
from tests.walks.running import Lev, free_port, until


@pytest.fixture(scope="module")
def masters(folder: Path) -> Iterator[ThreeMasters]:
    with ThreeMasters(folder / "cluster") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def spread_lev(folder: Path, masters: ThreeMasters, twilio: TwilioStandIn, internal_port: int) -> Iterator[Lev]:
    house = Lev(folder, masters.url, f"http://127.0.0.1:{free_port()}", twilio.url, internal_port).start()
    yield house
    house.stop()


def test_from_a_text_to_a_workers_reply(spread_lev: Lev, twilio: TwilioStandIn) -> None:
    until(lambda: spread_lev.health()["ok"])  # the page is there a moment before the work is
    tam = DeskHand(spread_lev)
    tam.join(spread_lev.first_link(), "Tam", "tam")
    people = [Texter(spread_lev) for _ in range(12)]  # they live on all three nodes
    for young in people:
        assert young.text("im 15. he said he will post my pics if i dont send more").status_code == 200
    for young in people:
        twilio.wait_for(young.number, "I've passed this")
    place = tam.first_case()
    assert "sextortion" in tam.get(place).text
    assert tam.post(f"{place}/claim").status_code == 303
    tam.post(f"{place}/say", text="Hi, I'm Tam. Are you safe?", nonce="1" * 12)
    until(lambda: any("Hi, I'm Tam." in text for young in people for text in twilio.texts_to(young.number)))
    assert "sent" in tam.get(place).text
    assert tam.web.get("/themes").status_code == 200
    tam.web.close()


def test_a_node_that_dies_delays_texts_and_loses_none(spread_lev: Lev, masters: ThreeMasters, twilio: TwilioStandIn) -> None:
    people = [Texter(spread_lev) for _ in range(12)]
    for young in people[:6]:
        assert young.text("my dad hits me").status_code == 200
    masters.nodes[2].kill()
    for young in people[6:]:
        assert young.text("my dad hits me").status_code == 200
    until(lambda: spread_lev.health()["ok"] is False)
    masters.nodes[2].start()
    for young in people:
        twilio.wait_for(young.number, "not your fault", seconds=60)
        assert sum("not your fault" in text for text in twilio.texts_to(young.number)) == 1, "answered once"
    until(lambda: spread_lev.health()["ok"] and spread_lev.health()["parts"]["spool"] == "empty", 30)


def test_the_chat_page_hears_its_answer(spread_lev: Lev) -> None:
    chatter = Chatter(spread_lev)
    assert chatter.say("i want to hurt myself").json()["took"] == "stored"
    chatter.hears("Are you safe right now?")
