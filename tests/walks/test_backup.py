"""The machine burns down: a backup from a busy Lev, a new empty store, and everybody is still there."""

import asyncio
import base64
import time
from pathlib import Path

from bot.launch.valkey import EmbeddedValkey
from bot.model.message import Entry
from bot.store.open import open_store
from tests.standins.twilio import TwilioStandIn
from tests.walks.burnt_down import Busy, bot, burn_down, contact, hang
from tests.walks.people import Chatter, DeskHand, Texter
from tests.walks.running import Lev, until

NAME, SENTENCE, WORKER, LOGIN = "Kerensaquill", "the teapot canary sings at dawn", "Zebedeecanary", "zebedee.login"


def test_everybody_is_still_there(calm_lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn, folder: Path) -> None:
    lev, tam, chatter, young, later = calm_lev, DeskHand(calm_lev), Chatter(calm_lev), Texter(calm_lev), Texter(calm_lev)
    tam.join(lev.first_link(), WORKER, LOGIN)
    young.text(f"im {NAME} and my dad hits me, {SENTENCE}")
    twilio.wait_for(young.number, "I've passed this")
    place = tam.takes_first_case()
    tam.post(f"{place}/say", text=f"Hello {NAME}, are you safe?", nonce="1" * 12)
    tam.post(f"{place}/note", text=f"Rang MARU for {NAME}.")
    twilio.wait_for(young.number, f"Hello {NAME}")
    chatter.say(f"i want to hurt myself {SENTENCE}")
    chatter.hears("Are you safe right now?")
    chat = chatter.lines(at_least=50, seconds=2)
    hang(lev, valkey, later)
    later.text(f"he said he will post my pics {SENTENCE}")

    file = folder / "lev.backup"
    with Busy(lev, f"what is consent {SENTENCE}") as busy:
        until(lambda: all(len(sids) >= 3 for sids in busy.acknowledged.values()))
        before = {number: list(sids) for number, sids in busy.acknowledged.items()}
        made = bot(lev, "backup", str(file))
        time.sleep(0.5)
    assert (made.returncode, made.stderr) == (0, ""), made.stderr
    assert all(len(busy.acknowledged[number]) > len(sids) for number, sids in before.items()), "texts kept coming"
    assert not twilio.texts_to(later.number)
    _nothing_is_readable(lev, file, [young, later, *busy.people], chatter)

    burn_down(lev, valkey, folder)
    back = bot(lev, "restore", str(file))
    assert (back.returncode, back.stderr) == (0, ""), back.stderr
    assert "every chain is whole" in back.stdout
    assert "2 cases (2 open), 1 accounts" in back.stdout
    again = bot(lev, "restore", str(file))
    assert (again.returncode, "not empty" in again.stderr) == (1, True)

    lev.start()
    twilio.wait_for(later.number, "not your fault", seconds=90)
    until(lambda: lev.health()["parts"]["waiting"] == {"inbound": 0, "outbound": 0}, 60)
    assert sum("not your fault" in text for text in twilio.texts_to(later.number)) == 1
    assert chatter.lines(at_least=len(chat)) == chat, "the page shows what it showed"
    for texter in busy.people:
        stored = [line.message_id for line in _transcript(lev, valkey, texter)]
        assert [sid for sid in before[texter.number] if stored.count(sid) != 1] == [], "all that was acknowledged is there, once"
    _the_worker_goes_on(lev, twilio, young, place, tam.secret)
    audit = bot(lev, "audit", "verify")
    assert (audit.returncode, audit.stderr, "every chain is whole" in audit.stdout) == (0, "", True)


def _transcript(lev: Lev, valkey: EmbeddedValkey, young: Texter) -> list[Entry]:
    async def read() -> list[Entry]:
        store = open_store(valkey.url, base64.b64decode(lev.settings["LEV_SEAL_KEY"]))
        try:
            return await store.reads.transcript(contact(lev, young))
        finally:
            await store.close()

    return asyncio.run(read())


def _the_worker_goes_on(lev: Lev, twilio: TwilioStandIn, young: Texter, place: str, secret: str) -> None:
    """With their own password, in the case they had claimed."""
    tam = DeskHand(lev)
    tam.secret = secret
    tam.sign_in(LOGIN)
    page = tam.get(place).text
    for said in (SENTENCE, f"Hello {NAME}, are you safe?", f"Rang MARU for {NAME}."):
        assert said in page
    tam.post(f"{place}/say", text="I am still here.", nonce="2" * 12)
    twilio.wait_for(young.number, "I am still here.")
    assert sum(f"Hello {NAME}" in text for text in twilio.texts_to(young.number)) == 1, "what was sent is not sent again"


def _nothing_is_readable(lev: Lev, file: Path, people: list[Texter], chatter: Chatter) -> None:
    kept = file.read_bytes().lower()
    assert len(kept) > 10_000
    canaries = [NAME, SENTENCE, "teapot canary", WORKER, LOGIN, chatter.token, "{lane:", "{desk}", "lev_", "inbound", "audit"]
    canaries += [part for young in people for part in (young.number, young.number[4:], contact(lev, young))]
    canaries += [lev.settings["LEV_SEAL_KEY"], lev.settings["LEV_PSEUDONYM_KEY"]]
    for canary in canaries:
        assert canary.lower().encode() not in kept
    for key in ("LEV_SEAL_KEY", "LEV_PSEUDONYM_KEY"):
        assert base64.b64decode(lev.settings[key]) not in file.read_bytes()
