"""Rasa or its actions are away: the screen as ever, a numbered menu, and "1" fetches a worker."""

from pathlib import Path

from tests.rasa_server import RasaServer
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, Texter
from tests.walks.running import Lev, free_port, until


def test_rasa_killed_and_back(lev: Lev, rasa: RasaServer, twilio: TwilioStandIn) -> None:
    young = Texter(lev)
    young.text("im 16")
    twilio.wait_for(young.number, "Thanks, that helps")
    rasa.kill()
    young.text("what is consent")
    twilio.wait_for(young.number, "Consent is a free choice")  # a plain question is read without Rasa
    young.text("zxqv wvvq plonkz")
    twilio.wait_for(young.number, "1 Talk to a real person")
    young.text("6")
    twilio.wait_for(young.number, "I'm sorry you feel like that")
    young.text("my coach keeps touching me")
    twilio.wait_for(young.number, "I've passed this")
    other = Texter(lev)
    other.text("hello")
    twilio.wait_for(other.number, "1 Talk to a real person")
    other.text("1")
    twilio.wait_for(other.number, "I'm asking a support worker to join")
    assert lev.health()["parts"]["rasa"] == "down"
    assert lev.health()["ok"], "texts are stored and answered without Rasa"
    until(lambda: lev.metrics()["lev_rasa_resting"][()] == 1, 10)  # the work tells the front once a second

    rasa.start()
    third = Chatter(lev)

    def answered() -> bool:
        third.say("what is consent")
        return "Your body is yours" in str(third.lines(at_least=30, seconds=1.5))

    until(answered, 40)

    def over() -> bool:
        third.say("what is consent")  # Lev's own reading may answer while Rasa rests: only a text after the rest asks it again
        return lev.metrics()["lev_rasa_resting"][()] == 0

    until(over, 40)  # how you know it is over


def test_failing_actions_are_no_answer_and_nobody_is_dropped(lev: Lev, tmp_path: Path) -> None:
    """Stock Rasa answers 200 and nothing when an action fails: that must never be taken for an answer."""
    nobody = f"http://127.0.0.1:{free_port()}/webhook"  # its actions are on a port where nobody listens
    elsewhere = RasaServer(nobody, tmp_path / "rasa.log").start()
    house = Lev(tmp_path, lev.settings["REDIS_URL"], elsewhere.url, "http://127.0.0.1:9", free_port())
    lev.stop()  # one reader a lane: this one must have them
    house.start()
    try:
        chatter = Chatter(house)
        chatter.say("when are you open")
        chatter.hears("You can pick one of these")
        chatter.say("1")
        chatter.hears("I'm asking a support worker to join")
    finally:
        house.stop()
        elsewhere.kill()
        lev.start()
