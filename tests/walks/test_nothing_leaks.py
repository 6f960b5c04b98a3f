"""A canary name, number and sentence walk through the whole house: they must be in no log line and in no stored byte."""

import json
import re
from fnmatch import fnmatchcase
from pathlib import Path

import httpx
import redis

from bot.launch.valkey import EmbeddedValkey
from bot.log import SAFE
from bot.store.keys import LIFETIMES
from tests.metrics_seen import seen
from tests.standins.twilio import TwilioStandIn
from tests.walks.people import Chatter, DeskHand, Texter
from tests.walks.running import PUBLIC_URL, Lev, until

NAME, SENTENCE, NOTE = "Kerensaquill", "the teapot canary sings at dawn", "privatenotecanary"
SECRET_PATH = re.compile(r"/desk/welcome/([\w-]+)")


def _walk(lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn) -> tuple[list[str], str, list[str]]:
    young, chatter, tam = Texter(lev), Chatter(lev), DeskHand(lev)
    link = lev.first_link()
    tam.join(link, "Zebedeecanary", "zebedee.login")
    young.text(f"im {NAME} and my dad hits me, {SENTENCE}")
    twilio.wait_for(young.number, "I've passed this")
    chatter.say(f"{SENTENCE} what is consent {NAME}")
    chatter.lines(at_least=2)
    place = tam.first_case()
    assert young.number not in place
    tam.get(place)
    tam.post(f"{place}/claim")
    tam.post(f"{place}/note", text=f"{NOTE} {NAME}")
    tam.post(f"{place}/say", text=f"Hello {NAME}, {SENTENCE}", nonce="5" * 12)
    sent = twilio.wait_for(young.number, f"Hello {NAME}")
    assert young.number.lstrip("+") not in sent.callback, "no number in a URL"
    twilio.receipt(lev.url, sent, "undelivered", ErrorCode="30003")
    twilio.will_refuse(21211)  # its message holds the number
    tam.post(f"{place}/say", text=f"Again {SENTENCE}", nonce="6" * 12)
    until(lambda: "not a" in tam.get(place).text or "21211" in tam.get(place).text)
    valkey.kill()
    young.text(f"{SENTENCE} in the dark {NAME}")
    valkey.start()
    until(lambda: lev.health()["parts"]["spool"] == "empty", 20)
    until(lambda: lev.health()["parts"]["waiting"]["inbound"] == 0, 30)
    pages = [lev.metrics_page()]  # the restart ends what was counted
    lev.kill()
    lev.start()
    until(lambda: lev.health()["parts"]["waiting"]["inbound"] == 0, 30)
    local = young.number[4:]
    canaries = [
        NAME,
        SENTENCE,
        "teapot canary",
        NOTE,
        young.number,
        local,
        chatter.token,
        tam.web.headers["Cookie"].split("=", 1)[1],
    ]
    return [*canaries, "Zebedeecanary", "zebedee.login", "three random words"], link.removeprefix(PUBLIC_URL), pages


def test_nothing_leaks(lev: Lev, valkey: EmbeddedValkey, twilio: TwilioStandIn, folder: Path) -> None:
    canaries, link, pages = _walk(lev, valkey, twilio)
    token = SECRET_PATH.search(link)
    assert token
    canaries.append(token[1])
    pages.append(lev.metrics_page())
    assert httpx.get(f"{lev.url}/metrics").status_code == 404, "not on the public port"
    lev.stop()
    places = {"log": lev.log.read_bytes()} | {f"metrics {number}": page.encode() for number, page in enumerate(pages)}
    assert seen(pages[0])["lev_receipts_total"][("undelivered",)] == 1, "the figures are of this walk"
    assert seen(pages[0])["lev_claim_seconds_count"][("high",)] == 1
    for line in lev.log.read_text().splitlines():
        assert json.loads(line).keys() <= SAFE, "a log line is JSON with named keys only"
    for path in (folder / "var").rglob("*"):
        if path.is_file():
            places[str(path)] = path.read_bytes()
    for path in (folder / "valkey").rglob("*"):
        if path.is_file():
            places[str(path)] = path.read_bytes()
    assert any("appendonlydir" in place for place in places), "the store's own files are searched"
    for place, kept in places.items():
        for canary in canaries:
            assert canary.encode() not in kept, f"a canary is readable in {place}"
            assert canary.lower().encode() not in kept.lower(), f"a canary is readable in {place}"
    with redis.Redis.from_url(valkey.url) as client:
        _every_key_has_its_lifetime(client)
    lev.start()


def _every_key_has_its_lifetime(client: "redis.Redis[bytes]") -> None:
    seen = set()
    for raw in client.scan_iter(count=1000):
        key, left = raw.decode(), client.ttl(raw)
        lines = [line for line in LIFETIMES if fnmatchcase(key, line.pattern.replace("[", "[[]"))]
        assert lines, f"{key} is not in the table of lifetimes"
        line = lines[0]
        seen.add(line.pattern)
        if line.seconds is None:
            assert left == -1 or ":case:" in key, f"{key} would vanish"
        else:
            assert 0 <= left <= line.seconds, f"{key} is kept {left} s; its line says {line.seconds}"
    assert len(seen) >= 12, f"the walk should leave most forms of key, it left {sorted(seen)}"
