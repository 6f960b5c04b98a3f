"""The contract between Lev and the outside world: what a channel is given, and what it must offer.

A channel never sees the store, the desk, the screen or Rasa: it calls these doors and nothing else.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from starlette.routing import BaseRoute

from bot.content.papers import Paper
from bot.content.words import Words
from bot.model.delivery import Receipt
from bot.model.message import Channel, Entry, Inbound, Outbound, Speaker, Took


async def tells_nobody(channel: Channel, address: str) -> None:
    """For whoever has no desk: that somebody is writing is nobody's news."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What a channel may call.

    `take_in` returns once the text is safe (stored, seen before, or spooled on disk) and raises `OSError` only when it
    could be kept nowhere. `receipt` notes the provider's word. `follow(channel, address, after)` yields the lines of that
    person's own transcript after the entry id `after` ("" for all), then waits for new ones, without end; `Speaker.WORKER`
    says that a worker is writing. `hide(channel,
    address)` keeps all lines up to now from being followed again. `papers` are the pages that are only read, by name.
    `writes(channel, address)` tells the desk that they are writing, without a word of it.
    """

    take_in: Callable[[Inbound], Awaitable[Took]]
    receipt: Callable[[Channel, Receipt], Awaitable[None]]
    follow: Callable[[Channel, str, str], AsyncIterator[Entry | Speaker]]
    words: Words
    papers: Mapping[str, Paper]
    hide: Callable[[Channel, str], Awaitable[None]]
    writes: Callable[[Channel, str], Awaitable[None]] = tells_nobody


class ChannelDoor(Protocol):
    """A channel's way in: what `bot.front` mounts."""

    channel: Channel

    def routes(self) -> Sequence[BaseRoute]:
        """The public web routes of this channel."""


class ChannelVoice(Protocol):
    """A channel's way out: what `bot.send` speaks through."""

    channel: Channel

    async def send(self, outbound: Outbound, address: str) -> str:
        """Hands one text over and returns the provider's id. Raises `SendError` with whether to try again."""

    async def taken(self, outbound: Outbound, address: str, since: datetime, others: Collection[str]) -> str | None:
        """Asks the provider whether it took this text since then (UTC): its id, or nothing. `others` are ids of other texts.

        Raises `SendError` when the provider cannot say.
        """

    def segments(self, outbound: Outbound) -> int:
        """How many segments the text takes on the air; 0 where nothing is paced."""

    async def close(self) -> None:
        """Closes its connections; nothing is sent after."""
