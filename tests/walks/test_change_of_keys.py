"""The sealing key is changed in a Lev that people write to: all is read on, nothing is lost, and the new key alone opens all there is."""

import asyncio
import base64
import itertools
import os
import threading

import redis

from bot.launch.valkey import EmbeddedValkey
from bot.model.message import ContactId
from bot.store.open import open_store
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, DeskHand, Texter
from tests.walks.running import Lev, until

NEW = os.urandom(32)
FIRST, HANDED, NOTE = "said with the old key", "Hello, this is Tam.", "a note from before"


def _again_with(lev: Lev, *, also: str) -> None:
    lev.stop()
    lev.settings |= {"LEV_SEAL_KEY": base64.b64encode(NEW).decode(), "LEV_SEAL_KEYS_ALSO": also}
    lev.start()


def _renew_while_they_write(lev: Lev) -> list[str]:
    """Runs `rekey` until it says that the old key may go, while six people write without a pause. What was taken of theirs."""
    over, taken = threading.Event(), []
    young, chatters = [Texter(lev) for _ in range(3)], [Chatter(lev) for _ in range(3)]

    def write() -> None:
        for number in itertools.count():
            text = f"he wants pics of me {number}"
            if young[number % 3].text(text).status_code == 200 and chatters[number % 3].say(text).status_code == 202:
                taken.extend((text, text))
            if over.wait(0.05):
                return

    writing = threading.Thread(target=write)
    writing.start()
    try:
        until(lambda: len(taken) >= 6)
        was = len(taken)
        until(lambda: lev.command("rekey").returncode == 0, 60)
        assert len(taken) > was, "they wrote while it ran"
    finally:
        over.set()
        writing.join(20)
    until(lambda: lev.health()["parts"]["waiting"]["inbound"] == 0, 60)  # type: ignore[index]
    return taken


def _all_that_was_said(valkey: EmbeddedValkey) -> list[str]:
    """Every line of every talk, opened with the new key alone."""
    with redis.Redis.from_url(valkey.url) as client:
        contacts = [ContactId(key.decode().rpartition(":")[2]) for key in client.scan_iter("{lane:*}:transcript:*", count=1000)]

    async def read() -> list[str]:
        store = open_store(valkey.url, NEW)
        talks = [await store.reads.transcript(contact) for contact in contacts]
        await store.close()
        return [line.text for talk in talks for line in talk]

    return asyncio.run(read())


def test_a_change_of_the_sealing_key_from_end_to_end(calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> None:
    lev, young, chatter, tam = calm_lev, Texter(calm_lev), Chatter(calm_lev), DeskHand(calm_lev)
    tam.join(lev.first_link(), "Tam", "tam")
    young.text(f"my dad hits me, {FIRST}")
    twilio.wait_for(young.number, "not your fault")
    place = tam.takes_first_case()
    tam.post(f"{place}/note", text=NOTE)
    tam.post(f"{place}/say", text=HANDED, nonce="1" * 12)
    twilio.wait_for(young.number, HANDED)
    chatter.say("i want to hurt myself")
    chatter.hears("Are you safe right now?")

    old = lev.settings["LEV_SEAL_KEY"]
    _again_with(lev, also=old)
    page = tam.get(place).text  # the sign-in was sealed with the old key, too
    assert [said for said in (FIRST, HANDED, NOTE) if said not in page] == []
    written = _renew_while_they_write(lev)

    _again_with(lev, also="")
    page = tam.get(place).text
    assert [said for said in (FIRST, HANDED, NOTE) if said not in page] == []
    assert chatter.lines()[0]["text"] == "i want to hurt myself"
    young.text("are you still there")
    until(lambda: "are you still there" in tam.get(place).text)
    tam.post(f"{place}/say", text="Yes, I am here.", nonce="2" * 12)
    twilio.wait_for(young.number, "Yes, I am here.")
    said = _all_that_was_said(valkey)
    assert sorted(text for text in said if text.startswith("he wants pics")) == sorted(written)
    looked = lev.command("rekey")
    assert (looked.returncode, "0 people and 0 other values" in looked.stdout) == (0, True), looked.stdout + looked.stderr
    tam.web.close()
