"""Out to the web chat. Texts in, their ids out: the page reads what was committed.

Never holds a connection: a page's feed is `channels.web_chat`'s.
"""

from collections.abc import Collection
from datetime import datetime

from bot.model.message import Channel, Outbound


class WebVoice:
    """The way out of `web`."""

    channel = Channel.WEB

    async def send(self, outbound: Outbound, address: str) -> str:
        """Nothing is left to do: the page's feed reads the transcript, where this text was committed. Returns its id."""
        return outbound.id

    async def taken(self, outbound: Outbound, address: str, since: datetime, others: Collection[str]) -> str | None:
        """What is committed is on their page."""
        return outbound.id

    def segments(self, outbound: Outbound) -> int:
        """Pages are not paced."""
        return 0

    async def close(self) -> None:
        """Nothing is open: a page's feed ends with its listener."""
