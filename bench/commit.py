"""How many turns a second the one writer commits, against the same writes without a transaction, in one run.

Prints a ratio; never a pass or a fail. Run: `.venv/bin/python -m bench.commit [seconds]`.
"""

import asyncio
import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.launch.valkey import EmbeddedValkey
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Outbound, Speaker
from bot.privacy.pseudonym import Pseudonyms
from bot.store.keys import lane_for
from bot.store.open import Store, open_store

PEOPLE = 32  # at once: two a lane


def _turn(talk: Conversation) -> Changes:
    now = datetime.now(UTC)
    lines = (Entry(now, Speaker.YOUNG_PERSON, "what is consent", "SM1"), Entry(now, Speaker.LEV, "It is a choice.", "o1"))
    out = Outbound("o1", talk.contact, Channel.SMS, "It is a choice.", now)
    audit = (AuditLine(now, "lev", "turn", talk.contact),)
    return Changes(talk, entries=lines, outbound=(out,), audit=audit, events=(Event("transcript", talk.contact),))


async def _committed(store: Store, talk: Conversation, until: float) -> int:
    done = 0
    while time.monotonic() < until:
        talk = await store.commit.commit(_turn(talk))
        done += 1
    return done


async def _bare(store: Store, talk: Conversation, until: float) -> int:
    """The peer: the same seven writes in one pipeline, unsealed, unguarded, without a transaction."""
    lane, done = lane_for(talk.contact), 0
    while time.monotonic() < until:
        pipe = store.redis.pipeline(transaction=False)
        pipe.hset(lane.of("conversation", talk.contact), "body", b"x" * 400)
        for stream in ("transcript", "transcript", "outbound", "audit", "bell"):
            pipe.xadd(lane.of(stream, talk.contact), {"body": b"x" * 300})
        pipe.set(lane.of("audit_head"), b"x" * 64)
        await pipe.execute()
        done += 1
    return done


async def whole_commits(url: str, key: bytes, seconds: float) -> float:
    """Whole commits a second of so many people at once."""
    store, people = open_store(url, key), Pseudonyms(key)
    first = Conversation(people.contact(Channel.SMS, "0"), Channel.SMS, "0", datetime.now(UTC))
    talks = [replace(first, contact=people.contact(Channel.SMS, str(number))) for number in range(PEOPLE)]
    until = time.monotonic() + seconds
    done = sum(await asyncio.gather(*(_committed(store, talk, until) for talk in talks)))
    await store.close()
    return done / seconds


async def _run(url: str, seconds: float) -> None:
    store = open_store(url, os.urandom(32))
    people = Pseudonyms(os.urandom(32))
    first = Conversation(people.contact(Channel.SMS, "0"), Channel.SMS, "0", datetime.now(UTC))
    talks = [replace(first, contact=people.contact(Channel.SMS, str(number))) for number in range(PEOPLE)]
    rates = []
    for work in (_bare, _committed):
        until = time.monotonic() + seconds
        rates.append(sum(await asyncio.gather(*(work(store, talk, until) for talk in talks))) / seconds)
    await store.close()
    print(f"bare pipeline {rates[0]:.0f}/s, whole commits {rates[1]:.0f}/s, ratio {rates[1] / rates[0]:.2f}")


def main() -> None:
    """Runs for the given seconds (5) a side."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder)) as valkey:
        asyncio.run(_run(valkey.url, float(sys.argv[1]) if len(sys.argv) > 1 else 5.0))


if __name__ == "__main__":
    main()
