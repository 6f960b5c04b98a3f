"""Asks the store to write its append-only file anew, so that what was erased is in no file of it. A store in, yes or no out.

Never waits for the end of it, and never fails when a store that others run does not allow it.
"""

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.log import failure


async def write_anew(redis: Redis) -> bool:
    """Whether the store (on a cluster: every node) has begun. Raises Redis' errors when it is away.

    No: it is at it already, from what there was before; or it is not allowed to us, or has no such file.
    """
    try:
        await redis.bgrewriteaof()
    except ResponseError as error:
        failure(__name__, error)
        return False
    return True
