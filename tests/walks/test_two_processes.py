"""Two Levs on one store: they share the lanes, each person is answered once and in order, and one takes over from the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, DeskHand, Texter
from tests.walks.running import Lev, free_port, until


@pytest.fixture(scope="module")
def two(folder: Path, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> Iterator[tuple[Lev, Lev]]:
    """Two that were given the same keys, started together."""
    houses = []
    for name in ("one", "two"):
        (folder / name).mkdir()
        houses.append(Lev(folder / name, valkey.url, f"http://127.0.0.1:{free_port()}", twilio.url, free_port()))
    for house in houses:
        house.launch()
    for house in houses:
        house.wait_until_healthy()
    yield houses[0], houses[1]
    for house in houses:
        house.stop()


def test_texts_to_both_are_answered_once_and_in_order(two: tuple[Lev, Lev], twilio: TwilioStandIn) -> None:
    people = [Texter(two[0]) for _ in range(12)]
    said = ("hello", "he checks my phone and tells me who i can see", "no thanks")
    for number, text in enumerate(said):
        for young in people:
            young.lev = two[number % 2]  # a balancer sends one person's texts here and there
            assert young.text(text, sid=f"SM{young.number[1:]:0>28}{number:04}").status_code == 200
    for young in people:
        young.lev = two[1]
        assert young.text(said[0], sid=f"SM{young.number[1:]:0>28}{0:04}").status_code == 200, (
            "the provider repeats itself, to the other"
        )
    for young in people:
        twilio.wait_for(young.number, "That's OK. If you change your mind", seconds=30)
        heard = "\n".join(twilio.texts_to(young.number))
        parts = ("1 Talk to a real person", "Would you like to talk to a real person?", "That's OK. If you change your mind")
        assert [heard.count(part) for part in parts] == [1, 1, 1], "once each"
        assert [heard.index(part) for part in parts] == sorted(heard.index(part) for part in parts)


def test_a_claim_on_one_is_seen_by_the_other(two: tuple[Lev, Lev], twilio: TwilioStandIn) -> None:
    tam, jo = DeskHand(two[0]), DeskHand(two[1])
    tam.join(two[0].first_link(), "Tam", "tam")
    jo.join(two[1].link("support_worker"), "Jo", "jo")
    young = Texter(two[1])
    young.text("can i talk to a real person please")
    twilio.wait_for(young.number, "I'm asking a support worker")
    place = tam.first_case()
    assert jo.first_case() == place
    tam.get(place)
    assert tam.post(f"{place}/claim").status_code == 303
    jo.get(place)
    late = jo.post(f"{place}/claim")
    assert (late.status_code, "Tam has this case." in late.text) == (409, True)
    young.text("are you there")
    until(lambda: "are you there" in tam.get(place).text)
    tam.post(f"{place}/say", text="Hi, I'm Tam.", nonce="1" * 12)
    twilio.wait_for(young.number, "Hi, I'm Tam.")
    tam.web.close()
    jo.web.close()


def test_a_page_open_on_one_hears_what_the_other_did(two: tuple[Lev, Lev]) -> None:
    chatters = [Chatter(two[0]) for _ in range(4)]
    for chatter in chatters:
        assert chatter.say("i want to hurt myself").status_code == 202
        chatter.lev = two[1]
        chatter.hears("Are you safe right now?")


@pytest.mark.parametrize("dies", [0, 1])
def test_when_one_is_killed_the_other_takes_its_lanes(two: tuple[Lev, Lev], twilio: TwilioStandIn, dies: int) -> None:
    lives = two[1 - dies]
    people = [Texter(two[dies]) for _ in range(12)]
    for number, young in enumerate(people):
        young.lev = two[dies] if number % 2 else lives
        assert young.text("my dad hits me").status_code == 200
    two[dies].kill()
    late = Texter(lives)
    assert late.text("my dad hits me").status_code == 200
    for young in (*people, late):
        twilio.wait_for(young.number, "not your fault", seconds=30)
        assert sum("not your fault" in text for text in twilio.texts_to(young.number)) == 1, "answered once"
    two[dies].start()
