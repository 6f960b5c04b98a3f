"""A Lev whose keys do not fit the store does not start, touches nothing, and says what to do; with the right ones all is there."""

import base64
import os

import redis

from bot.launch.valkey import EmbeddedValkey
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Texter
from tests.walks.running import Lev


def _all(valkey: EmbeddedValkey) -> dict[bytes, bytes | None]:
    with redis.Redis.from_url(valkey.url) as client:
        return {name: client.dump(name) for name in client.scan_iter(count=1000) if b":lease:" not in name}


def test_wrong_keys_are_refused_and_the_right_ones_find_everything(
    calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn
) -> None:
    young = Texter(calm_lev)
    young.text("hello")
    twilio.wait_for(young.number, "I can't read that just now")
    calm_lev.stop()
    was, right = _all(valkey), dict(calm_lev.settings)
    new = base64.b64encode(os.urandom(32)).decode()
    for name, says in (("LEV_SEAL_KEY", "another key than LEV_SEAL_KEY"), ("LEV_PSEUDONYM_KEY", "come back as a stranger")):
        calm_lev.settings[name] = new
        calm_lev.launch()
        assert calm_lev.wait_for_end() == 2, "and `make run` does not try again"
        assert says in calm_lev.log.read_text().splitlines()[-1]
        calm_lev.settings[name] = right[name]
    # Nobody gave any, and the key file is gone: those that are made afresh are found not to fit.
    for name in ("LEV_SEAL_KEY", "LEV_PSEUDONYM_KEY"):
        del calm_lev.settings[name]
    calm_lev.settings["LEV_KEYS"] = str(calm_lev.log.parent / "fresh.json")
    calm_lev.settings["PUBLIC_URL"] = "http://localhost:1"
    calm_lev.launch()
    assert calm_lev.wait_for_end() == 2
    assert _all(valkey) == was
    del calm_lev.settings["LEV_KEYS"]
    calm_lev.settings |= right
    calm_lev.launch()
    calm_lev.wait_until_healthy(90)
    young.text("my dad hits me")
    twilio.wait_for(young.number, "not your fault")
    assert len(twilio.texts_to(young.number)) >= 2


def test_texts_wait_while_nobody_knows_yet_whether_the_keys_fit(
    calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn
) -> None:
    calm_lev.stop()
    valkey.stop()
    calm_lev.launch()
    calm_lev.wait_until_healthy(90)
    young = Texter(calm_lev)
    assert "We got your message" in young.text("my dad hits me").text
    valkey.start()
    twilio.wait_for(young.number, "not your fault", seconds=30)
