"""kill -9 after the 200: nothing that was acknowledged is lost, and nothing is answered twice."""

import random
import time

from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, Texter
from tests.walks.running import Lev

ROUNDS = 5


def test_nothing_acknowledged_is_lost_wherever_the_process_dies(calm_lev: Lev, twilio: TwilioStandIn) -> None:
    chance = random.Random(7)
    people = [Texter(calm_lev) for _ in range(ROUNDS * 4)]
    for number in range(ROUNDS):
        for young in people[number * 4 : number * 4 + 4]:
            assert young.text(f"he said he will post my pics {number}").status_code == 200
        time.sleep(chance.uniform(0, 0.15))  # somewhere between storing, thinking, committing and sending
        calm_lev.kill()
        calm_lev.start()
    for young in people:
        twilio.wait_for(young.number, "not your fault", seconds=40)
        first = [text for text in twilio.texts_to(young.number) if "not your fault" in text]
        assert len(first) == 1, "answered once"


def test_a_stop_and_a_start_lose_nothing_either(calm_lev: Lev) -> None:
    chatter = Chatter(calm_lev)
    assert chatter.say("i feel unsafe at home, dad hits me").status_code == 202
    calm_lev.stop()
    calm_lev.start()
    chatter.hears("Are you safe right now?", seconds=20)
    lines = [line["text"] for line in chatter.lines(at_least=20, seconds=2) if line["speaker"] == "lev"]
    assert len(lines) == len(set(lines)), "nothing is said twice"
