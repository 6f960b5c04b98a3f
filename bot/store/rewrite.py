"""Asks the store to write its append-only file anew, so that what was erased is in no file of it. A store in, yes or no out.

Never waits for the end of it, and never fails when a store that others run does not allow it.
"""

import asyncio

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.log import failure

_TRIES, _AGAIN_SECONDS = 20, 0.5
_AT_IT = "already in progress"


async def write_anew(redis: Redis) -> bool:
    """Whether the store (on a cluster: every node) has begun. Raises Redis' errors when it is away.

    A store that is at it already writes what there was before: so it is asked again for ten seconds. No: it still is, or it is
    not allowed to us, or it has no such file.
    """
    for _ in range(_TRIES):
        try:
            await redis.bgrewriteaof()
        except ResponseError as error:
            last = error
            if _AT_IT not in str(error):
                break
            await asyncio.sleep(_AGAIN_SECONDS)
        else:
            return True
    failure(__name__, last)
    return False
