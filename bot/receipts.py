"""Notes the provider's word on a text. A receipt in, timestamps on its delivery out; a failure reaches the case.

Never stores a state: receipts come late and out of order, so what is known is kept and the state derived.
"""

from dataclasses import replace
from datetime import datetime

from bot.decide.undelivered import undelivered
from bot.measure.metrics import Metrics
from bot.model.changes import Changes, Conflict, Event
from bot.model.conversation import Conversation
from bot.model.delivery import Delivery, Receipt
from bot.model.message import ContactId
from bot.store.open import Store


class Receipts:
    """Where receipts end."""

    def __init__(self, store: Store, metrics: Metrics | None = None) -> None:
        self._store = store
        self._metrics = metrics or Metrics()

    async def note(self, receipt: Receipt) -> None:
        """Keeps what the receipt says. An unknown contact is passed over: its talk was erased. Raises Redis' errors."""
        before = await self._store.reads.delivery(receipt.contact, receipt.outbound_id)
        known = before or Delivery(receipt.outbound_id)
        after = noted(known, receipt)
        talk = await self._store.reads.conversation(receipt.contact)
        if talk is None:
            return
        self._metrics.unless(talk.practice).receipt(receipt.status)
        if after == before:
            return
        await self._store.commit.commit(news(talk, after))
        if after.state == "failed" and known.state != "failed":
            await tell_undelivered(self._store, receipt.contact, receipt.at, after.reason or "", self._metrics)


def noted(known: Delivery, receipt: Receipt) -> Delivery:
    """What is known after this receipt; the first time of each kind is kept."""
    sent = replace(known, provider_id=known.provider_id or receipt.provider_id, sent_at=known.sent_at or receipt.at)
    match receipt.status:
        case "delivered" | "read":
            return replace(sent, delivered_at=known.delivered_at or receipt.at)
        case "undelivered" | "failed":
            return replace(sent, failed_at=known.failed_at or receipt.at, reason=receipt.error_code or receipt.status)
        case _:
            return sent


def news(talk: Conversation, delivery: Delivery, *, finished: str | None = None) -> Changes:
    """A delivery for the desk to see, without disturbing a turn in progress; `finished` is the outbound entry it ends."""
    event = Event("delivery", talk.contact, talk.case_id)
    return Changes(talk, deliveries=(delivery,), events=(event,), finished_outbound=finished, news_only=True)


async def tell_undelivered(store: Store, contact: ContactId, now: datetime, reason: str, metrics: Metrics) -> None:
    """Shows at the desk that a text did not arrive, where there is or was a risk."""
    while True:
        talk, case = await store.reads.talk(contact)
        changes = undelivered(talk, case, now, reason) if talk else None
        if changes is None:
            return
        try:
            await store.commit.commit(changes)
        except Conflict:
            metrics.unless(changes.conversation.practice).conflicted("receipt")
            continue
        return
