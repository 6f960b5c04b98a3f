"""A text that nobody can handle, and a process that dies on the way: a worker gets it, and the young person hears safe words."""

import redis

from bot.launch.valkey import EmbeddedValkey
from bot.model.message import ContactId
from bot.store.keys import lane_for
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import DeskHand, Texter
from tests.walks.running import Lev, until


def test_a_broken_text_is_parked_and_holds_up_nobody(calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> None:
    young, other, tam = Texter(calm_lev), Texter(calm_lev), DeskHand(calm_lev)
    tam.join(calm_lev.first_link(), "Tam", "tam")
    young.text("can i talk to a real person")
    contact = ContactId(tam.first_case().split("/")[3])
    calm_lev.kill()
    with redis.Redis.from_url(valkey.url) as client:
        client.xadd(lane_for(contact).of("inbound"), {"contact": contact, "channel": "sms", "body": b"not sealed by us"})
    calm_lev.launch()
    calm_lev.wait_until_healthy()
    calm_lev.kill()  # and once more, somewhere on the way
    calm_lev.start()
    other.text("hello")
    twilio.wait_for(other.number, "1 Talk to a real person", seconds=30)

    until(lambda: "parked: a message could not be handled" in tam.get("/desk").text, 30)
    twilio.wait_for(young.number, "something went wrong", seconds=30)
    until(lambda: not sum(calm_lev.metrics()["lev_waiting_texts"].values()), 30)
    assert max(calm_lev.metrics()["lev_oldest_waiting_seconds"].values()) == 0, "how you know it is over"
