"""Puts into the audit what was done at the desk beside a move. A line in, one commit out.

Never moves a talk's version: it disturbs no turn.
"""

from datetime import datetime

from bot.model.changes import AuditLine, Changes
from bot.model.conversation import Conversation
from bot.model.leading import Review
from bot.model.message import Channel, ContactId
from bot.store.open import Store

DESK = ContactId("0" * 32)
"""Stands for the desk itself, in lines about no young person."""


async def noted(store: Store, line: AuditLine, *reviews: Review) -> None:
    """Keeps the line, and what was found in a review, at once."""
    talk = await store.reads.conversation(line.contact)
    talk = talk or Conversation(line.contact, Channel.WEB, "", line.at)
    await store.commit.commit(Changes(talk, audit=(line,), reviews=reviews, news_only=True))


async def noted_of_desk(store: Store, now: datetime, who: str, did: str, *detail: tuple[str, str]) -> None:
    """Keeps a line about the desk itself: codes and ids, never a text, a name or a number."""
    await noted(store, AuditLine(now, who, did, DESK, None, detail))
