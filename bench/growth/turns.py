"""How many whole turns one Lev process takes a second. Seconds in, a rate out: intake, screen, meaning, decision, commit.

Never with Rasa: its share is measured by itself, and it works in processes of its own.
"""

import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.dialogue.ask import Dialogue
from bot.house import DATA, read_house
from bot.launch.rasa import ROOT
from bot.launch.valkey import EmbeddedValkey
from bot.meaning.topics import open_reader
from bot.meaning.vectors import Sentences
from bot.model.message import Channel, Inbound
from bot.privacy.pseudonym import Pseudonyms
from bot.reader.here import ReadHere
from bot.screen.assess import Screen
from bot.store.keys import lane_for
from bot.store.open import open_store
from bot.turn import Turns

PEOPLE = 64  # at once
_TEXTS = ("what is consent", "he checks my phone all the time", "is this private", "thanks", "i feel so lonely", "how do i say no")


async def turns(seconds: float) -> float:
    """Turns a second, 64 people writing as fast as they are answered."""
    house, sentences = read_house(DATA), Sentences()
    screen = Screen.load(DATA / "risk", sentences)
    reader = open_reader(ROOT / "var" / "models", DATA / "nlu", sentences)
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder)) as valkey:
        store, dialogue = open_store(valkey.url, os.urandom(32)), Dialogue("http://127.0.0.1:9")
        work = Turns(store, ReadHere(screen, reader), dialogue, house, lambda: datetime.now(UTC))
        names, done = Pseudonyms(bytes(32)), 0
        lanes: dict[int, list[int]] = {}
        for person in range(PEOPLE):
            lanes.setdefault(lane_for(names.contact(Channel.WEB, str(person))).number, []).append(person)

        async def lane(people: list[int], until: float) -> None:
            nonlocal done
            here = lane_for(names.contact(Channel.WEB, str(people[0])))
            async for _ in store.lanes.left_over(here):
                raise AssertionError("a fresh store")
            while time.monotonic() < until:
                for person in people:
                    text = Inbound(Channel.WEB, os.urandom(8).hex(), str(person), _TEXTS[done % len(_TEXTS)], datetime.now(UTC))
                    await store.lanes.take_in(names.contact(Channel.WEB, str(person)), text)
                taken = [one async for one in store.lanes.new(here)]
                await asyncio.gather(*(work.take_turn(one) for one in taken))
                done += len(taken)

        begun = time.monotonic()
        await asyncio.gather(*(lane(people, begun + seconds) for people in lanes.values()))
        rate = done / (time.monotonic() - begun)
        await dialogue.close()
        await store.close()
        return round(rate, 1)
