"""A text at the door of the store. A contact and a text in; whether it was stored, with its sender's key, out.

Never asks the store twice, and never ties a text to a key that could be gone when the text is read.
"""

from typing import cast

from redis.asyncio import Redis

from bot.model.message import ContactId, Inbound, Took
from bot.store.codec import Codec
from bot.store.keyring import Keyring
from bot.store.keys import DAY, lane_for

_ONCE = """
if redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then
  redis.call('XADD', KEYS[2], '*', 'contact', ARGV[2], 'channel', ARGV[3], 'body', ARGV[4])
  local kept = redis.call('HGET', KEYS[3], 'key')
  if kept then return string.sub(kept, 1, 8) == string.sub(ARGV[5], 1, 8) and 1 or kept end
  local fresh = redis.call('EXISTS', KEYS[3]) == 0
  redis.call('HSET', KEYS[3], 'key', ARGV[5])
  if fresh then redis.call('EXPIRE', KEYS[3], ARGV[1]) end
  return 1
end
return 0
"""
# Seen and stored are one step: a repeat that arrives during the first must not slip between them. So is the key of somebody
# new. A text opens by itself all the same, for its key travels with it, wrapped: an erasure while it waits does not lose it.


async def arrive(redis: Redis, codec: Codec, ring: Keyring, contact: ContactId, inbound: Inbound) -> Took:
    """Stores an inbound text once. A message id seen before from this contact is `REPEATED` and stores nothing."""
    lane = lane_for(contact)
    stream = lane.of("inbound")
    places = (lane.of("seen", contact, inbound.message_id), stream, lane.of("conversation", contact))
    key = ring.at_hand(contact) or codec.new_key()
    body = codec.pack(inbound, stream, key, whole=True)
    values = (str(30 * DAY), contact, inbound.channel.value, body, key.record)
    told = cast(int | bytes, await redis.eval(_ONCE, len(places), *places, *values))
    if told == 0:
        return Took.REPEATED
    if isinstance(told, int):
        ring.keep(contact, key)
    else:
        ring.forget(contact)  # the talk has another key: whoever needs it looks it up
    return Took.STORED
