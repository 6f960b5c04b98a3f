"""What tests of the queue share: waiting cases, and what the audit says of one contact."""

import json

from bench.waiting import waiting
from bot.model.message import ContactId
from bot.store.keys import lane_for
from bot.store.open import Store

__all__ = ["audit_of", "waiting"]


async def audit_of(store: Store, contact: ContactId) -> list[dict[str, str]]:
    """The audit lines about one contact, oldest first."""
    found = await store.redis.xrange(lane_for(contact).of("audit"))
    lines = [json.loads(fields[b"body"]) for _, fields in found]
    return [line for line in lines if line["contact"] == contact]
