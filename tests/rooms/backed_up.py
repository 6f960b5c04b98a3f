"""Settings and people for the tests of backup and restore. An address and a folder in, what the commands need out."""

import base64
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Inbound, Outbound, Speaker
from bot.privacy.pseudonym import Pseudonyms
from bot.store.lanes import Lanes
from bot.store.open import Store, open_store

SEAL, PSEUDONYM = bytes(range(32)), bytes(range(1, 33))
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PEOPLE = Pseudonyms(PSEUDONYM)

type Command = Callable[..., int]


def commands(url: str, folder: Path, monkeypatch: object, seal: bytes = SEAL, pseudonym: bytes = PSEUDONYM) -> Command:
    """`python -m bot` in this process, with these settings."""
    given = {
        "REDIS_URL": url,
        "LEV_VAR": str(folder / "var"),
        "LEV_SEAL_KEY": base64.b64encode(seal).decode(),
        "LEV_PSEUDONYM_KEY": base64.b64encode(pseudonym).decode(),
    }
    for key, value in given.items():
        monkeypatch.setenv(key, value)  # type: ignore[attr-defined]
    return lambda *words: main([str(word) for word in words])


def somebody(number: int) -> Conversation:
    address = f"+4477009{number:05}"
    return Conversation(PEOPLE.contact(Channel.SMS, address), Channel.SMS, address, NOW)


def text(talk: Conversation, number: int) -> Inbound:
    return Inbound(Channel.SMS, f"SM{number}", talk.address, f"canary teapot {number}", NOW)


def turn(talk: Conversation, number: int, *, says: bool = False, finished: str | None = None) -> Changes:
    """Two lines and one audit line; `says` adds a text to be sent."""
    lines = (
        Entry(NOW, Speaker.YOUNG_PERSON, "canary teapot", f"SM{number}"),
        Entry(NOW, Speaker.LEV, "It is a choice.", f"o{number}"),
    )
    out = (Outbound(f"o{number}", talk.contact, Channel.SMS, "It is a choice.", NOW),) if says else ()
    audit = (AuditLine(NOW, "lev", "turn", talk.contact),)
    bell = (Event("transcript", talk.contact),)
    return Changes(talk, entries=lines, outbound=out, audit=audit, events=bell, finished_inbound=finished)


async def talks(store: Store, numbers: range) -> list[Conversation]:
    return [await store.commit.commit(turn(somebody(number), number)) for number in numbers]


async def taken(lanes: Lanes, talk: Conversation, lane: object) -> list[str]:
    """The texts a reader takes from a lane, in order."""
    return [one.inbound.text async for one in lanes.new(lane) if one.contact == talk.contact]  # type: ignore[arg-type]


@pytest.fixture
def bot(valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    return commands(valkey_url, tmp_path, monkeypatch)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, SEAL)
    yield opened
    await opened.close()


async def everything(store: Store) -> dict[bytes, tuple[bytes | None, int]]:
    names = sorted([name async for name in store.redis.scan_iter(count=1_000)])
    return {name: (await store.redis.dump(name), await store.redis.pexpiretime(name)) for name in names}
