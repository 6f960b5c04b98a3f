"""A safe time has come: texts that wait in, those that wait no longer back on their way out.

Never says anything of its own, and never drops a text: the sender looks again, and tells the desk what became of it.
"""

from datetime import datetime

from redis.exceptions import RedisError

from bot.decide.safe_time import WAITS, not_now
from bot.log import failure
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Outbound
from bot.store.open import Store


async def let_go(store: Store, now: datetime) -> int:
    """Puts back what need not wait any more; returns how many. Raises Redis' errors. What breaks one leaves the others."""
    gone = 0
    for outbound in await store.held.all():
        try:
            gone += await _one(store, outbound, now)
        except (RedisError, OSError):
            raise
        except Exception as error:  # one record that cannot be read must not keep the others waiting
            failure(__name__, error)
    return gone


async def _one(store: Store, outbound: Outbound, now: datetime) -> bool:
    talk, case = await store.reads.talk(outbound.contact)
    if talk and not_now(outbound, talk, case, (), now) == WAITS:
        return False
    talk = talk or Conversation(outbound.contact, outbound.channel, "", outbound.at)  # erased: the sender drops it
    await store.commit.commit(Changes(talk, outbound=(outbound,), let_go=(outbound.id,), news_only=True))
    return True
