"""A lead's erasure: of a talk with a closed case, whole and at once; never under a hold or with an open case."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.desk.sign_in import made
from bot.erase_now import erase
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation, Hold
from bot.model.message import Channel, ContactId, Entry, Speaker
from bot.model.risk import Level
from bot.model.worker import Role
from bot.store.keys import lane_for
from bot.store.open import Store, open_store

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ADA = ContactId("3" * 32)
OPEN = Case("c1", ADA, Channel.SMS, CaseState.WAITING, Level.HIGH, (), NOW, NOW)


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Store]:
    opened = open_store(valkey_url, os.urandom(32))
    yield opened
    await opened.close()


async def _talk(store: Store, case: Case, hold: Hold | None = None) -> None:
    talk = Conversation(ADA, Channel.SMS, "+447700900123", NOW, case_id=case.id, highest=Level.HIGH, hold=hold)
    await store.commit.commit(Changes(talk, case=case, entries=(Entry(NOW, Speaker.YOUNG_PERSON, "hello", "SM1"),)))


async def _lead():  # type: ignore[no-untyped-def]
    return await made("tam", "Tam", Role.LEAD, "three random words")


async def test_all_of_it_goes_and_the_chain_says_so(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    await _talk(store, replace(OPEN, state=CaseState.CLOSED))
    assert await erase(store, ADA, await _lead(), NOW, "asked") == 0
    assert await store.reads.transcript(ADA) == []
    assert await store.subject.cases(ADA) == []
    assert [line["did"] for line in await store.subject.audit(ADA)] == ["erased"]
    assert 0 < await store.redis.ttl(lane_for(ADA).of("conversation", ADA)) <= 24 * 60 * 60
    assert "Backups" in capsys.readouterr().out


@pytest.mark.parametrize("kept", ["hold", "open"])
async def test_a_hold_and_an_open_case_stand_in_its_way(store: Store, kept: str) -> None:
    hold = Hold(NOW, "w", "the police asked") if kept == "hold" else None
    await _talk(store, OPEN if kept == "open" else replace(OPEN, state=CaseState.CLOSED), hold)
    assert await erase(store, ADA, await _lead(), NOW, "asked") == 1
    assert len(await store.reads.transcript(ADA)) == 1
    assert len(await store.subject.cases(ADA)) == 1
