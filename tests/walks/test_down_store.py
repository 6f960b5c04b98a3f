"""The store is away: crisis words at once, the text on disk, and everything in order when it is back."""

from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, Texter
from tests.walks.running import Lev, until


def test_texts_are_kept_on_disk_and_replayed_in_order(calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> None:
    young, chatter = Texter(calm_lev), Chatter(calm_lev)
    young.text("hello")
    twilio.wait_for(young.number, "I can't read that just now")
    valkey.kill()
    for number in range(5):
        answer = young.text(f"number {number} dad hits me", sid=f"SM{number:032}")
        assert answer.status_code == 200
        assert "<Message>We got your message" in answer.text, "Twilio itself says the crisis words"
    assert young.text("number 4 dad hits me", sid=f"SM{4:032}").status_code == 200, "a repeat while it is away"
    told = chatter.say("my stepdad comes in my room at night")
    assert (told.status_code, told.json()["took"]) == (202, "spooled")
    assert "999" in told.json()["say"]
    assert calm_lev.health() == calm_lev.health() | {"ok": False}
    figures = calm_lev.metrics()
    assert (figures["lev_store_up"][()], figures["lev_spool_holding"][()]) == (0, 1)
    assert b"hits" not in b"".join(path.read_bytes() for path in (calm_lev.log.parent / "var" / "spool").iterdir())

    valkey.start()
    until(lambda: calm_lev.health()["parts"]["spool"] == "empty", 20)
    figures = calm_lev.metrics()
    assert (figures["lev_store_up"][()], figures["lev_spool_holding"][()]) == (1, 0), "how you know it is over"
    twilio.wait_for(young.number, "not your fault", seconds=30)
    chatter.hears("not your fault", seconds=30)
    assert [line["text"] for line in chatter.lines()] == ["my stepdad comes in my room at night"]


def test_the_order_and_the_single_copy_survive(calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> None:
    chatter = Chatter(calm_lev)
    chatter.say("one")
    chatter.lines(at_least=1)
    valkey.stop()
    for text in ("two", "three", "four"):
        assert chatter.say(text, message_id=f"{text:_<8}").json()["took"] == "spooled"
        assert chatter.say(text, message_id=f"{text:_<8}").json()["took"] == "spooled"
    calm_lev.kill()  # and the process dies as well
    calm_lev.launch()
    calm_lev.wait_until_healthy()
    assert chatter.say("five").json()["took"] == "spooled"
    valkey.start()
    until(lambda: calm_lev.health()["parts"]["spool"] == "empty", 20)
    assert chatter.say("six").json()["took"] == "stored"

    def said() -> list[object]:
        lines = chatter.lines(at_least=20, seconds=2)
        return [line["text"] for line in lines if line["speaker"] == "young_person"]

    until(lambda: said() == ["one", "two", "three", "four", "five", "six"], 30)


def test_work_taken_but_not_finished_goes_on_when_the_store_is_back(calm_lev: Lev, valkey: EmbeddedValkey) -> None:
    chatters = [Chatter(calm_lev) for _ in range(8)]
    for chatter in chatters:
        assert chatter.say("i want to hurt myself").status_code == 202
    valkey.kill()
    valkey.start()
    for chatter in chatters:
        chatter.hears("Are you safe right now?", seconds=40)
