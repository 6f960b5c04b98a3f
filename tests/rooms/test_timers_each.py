"""Timers over open cases: every rule sees what the one before it did, and nothing broken keeps the others from their turn."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.risk import Level
from bot.privacy.pseudonym import Pseudonyms
from bot.store.keys import lane_for
from bot.store.open import Store, open_store
from bot.timers.each import each_open_case

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CONTACTS = [Pseudonyms(bytes(32)).contact(Channel.WEB, name) for name in ("ada", "bea", "cat")]


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    store = open_store(valkey_url, bytes(32))
    for number, contact in enumerate(CONTACTS):
        talk = Conversation(contact, Channel.WEB, "x", NOW, case_id=f"c{number}")
        case = Case(f"c{number}", contact, Channel.WEB, CaseState.WAITING, Level.HIGH, (), NOW, NOW)
        await store.commit.commit(Changes(talk, case=case))
    yield store
    await store.close()


def _once(talk: Conversation, case: Case) -> Changes | None:
    return None if case.parked else Changes(talk, case=replace(case, parked=1))


def _after_it(talk: Conversation, case: Case) -> Changes | None:
    return Changes(talk, case=replace(case, undelivered=case.parked + 1)) if not case.undelivered else None


def _broken(talk: Conversation, case: Case) -> Changes | None:
    raise KeyError("a rule with a mistake in it")


async def test_each_rule_sees_what_the_one_before_it_did(store: Store) -> None:
    assert await each_open_case(store, _once, _after_it) == 6
    assert {(case.parked, case.undelivered) for case in await store.reads.open_cases()} == {(1, 2)}
    assert await each_open_case(store, _once, _after_it) == 0, "and nothing twice"


async def test_a_broken_rule_does_not_keep_the_next_from_its_turn(store: Store) -> None:
    assert await each_open_case(store, _broken, _once) == 3


async def test_a_talk_that_cannot_be_read_does_not_keep_the_others_from_theirs(store: Store) -> None:
    await store.redis.hset(lane_for(CONTACTS[1]).of("conversation", CONTACTS[1]), "body", b"spoilt")
    assert await each_open_case(store, _once) == 2


async def test_a_case_closed_by_one_rule_is_left_by_the_next(store: Store) -> None:
    def close(talk: Conversation, case: Case) -> Changes:
        return Changes(talk, case=replace(case, state=CaseState.CLOSED, closed_at=NOW))

    assert await each_open_case(store, close, _once) == 3
    assert not await store.reads.open_cases()
