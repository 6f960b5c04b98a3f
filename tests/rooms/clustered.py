"""A store on a real cluster, and somebody in each of its lanes. A test that asks in, an empty store out."""

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from bench.three_masters import ThreeMasters
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.privacy.pseudonym import Pseudonyms
from bot.store.keys import all_lanes, lane_for
from bot.store.open import Store, open_store

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PEOPLE = Pseudonyms(bytes(32))
KEY = os.urandom(32)


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ThreeMasters]:
    with ThreeMasters(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
async def store(masters: ThreeMasters) -> AsyncIterator[Store]:
    masters.wait_until_whole()
    masters.empty()
    opened = open_store(masters.url, KEY)
    yield opened
    await opened.close()


def somebody_in_every_lane() -> list[Conversation]:
    """Sixteen people, who live on all three nodes."""
    found: dict[int, Conversation] = {}
    number = 0
    while len(found) < len(all_lanes()):
        number += 1
        address = f"+4477009{number:05}"
        contact = PEOPLE.contact(Channel.SMS, address)
        found.setdefault(lane_for(contact).number, Conversation(contact, Channel.SMS, address, NOW))
    return list(found.values())


TALKS = somebody_in_every_lane()
