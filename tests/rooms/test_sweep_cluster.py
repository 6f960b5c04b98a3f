"""Looking through every lane, for the sweep and for an export, on a real cluster of three masters."""

from dataclasses import replace
from datetime import timedelta

from bot.model.changes import AuditLine, Changes
from bot.model.message import Entry, Speaker
from bot.store.keys import all_lanes
from bot.store.open import Store
from bot.timers.sweep import Sweep
from tests.rooms.clustered import NOW, TALKS, masters, store

__all__ = ["masters", "store"]


async def test_nobody_is_overlooked_on_any_node(store: Store) -> None:
    for talk in TALKS:
        line = Entry(NOW, Speaker.YOUNG_PERSON, "hello", "SM1")
        audit = AuditLine(NOW, "lev", "turn", talk.contact)
        await store.commit.commit(Changes(replace(talk, last_in_at=NOW), entries=(line,), audit=(audit,)))
    found = [contact for lane in all_lanes() async for contact in store.subject.contacts(lane)]
    assert sorted(found) == sorted(talk.contact for talk in TALKS)
    assert await Sweep(store, lambda: NOW + timedelta(days=30)).look() == 0
    assert await Sweep(store, lambda: NOW + timedelta(days=31)).look() == len(TALKS)
    for talk in TALKS:
        assert await store.reads.transcript(talk.contact) == []
        assert [line["did"] for line in await store.subject.audit(talk.contact)] == ["turn", "erased"]
