"""The rounds over the lanes, on a real store: they stop when told to, whatever else happens just then."""

import asyncio
import os
from datetime import UTC, datetime

from redis.exceptions import ConnectionError as StoreIsGone

from bot.model.message import Channel, Inbound, Taken
from bot.privacy.pseudonym import Pseudonyms
from bot.rounds import Rounds
from bot.store.open import open_store

ADA = Pseudonyms(bytes(32)).contact(Channel.SMS, "+447700900001")


async def test_a_stop_is_heard_though_the_store_goes_at_the_same_moment(valkey_url: str) -> None:
    """Of an error and a stop at once, Python 3.12 tells a group's owner the error alone: a Lev then worked on without its doors."""
    store, begun = open_store(valkey_url, os.urandom(32)), asyncio.Event()

    async def ends_badly(_: Taken) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise StoreIsGone from None

    await store.lanes.take_in(ADA, Inbound(Channel.SMS, "SM1", "+447700900001", "hi", datetime.now(UTC)))
    lanes = store.lanes
    rounds = Rounds(lanes, "turns", lanes.left_over, lanes.new, ends_badly, lambda taken: taken.contact)
    running = asyncio.create_task(rounds.run())
    await begun.wait()
    running.cancel()
    done, _ = await asyncio.wait([running], timeout=10)
    assert done, "it stopped"
    await store.close()
