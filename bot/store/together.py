"""Asks many things of the store in one go. Commands in, their answers in the same order out.

Never in one go on a cluster, where each may belong to another node: there they are asked one after another.
"""

from collections.abc import Sequence
from typing import Any

from redis.asyncio import Redis

from bot.store.cluster import Cluster

type Command = tuple[str, ...]


async def together(redis: Redis, commands: Sequence[Command]) -> list[Any]:
    """The answers as the node gives them. Raises Redis' errors."""
    if isinstance(redis, Cluster):
        return [await redis.execute_command(*command) for command in commands]
    pipe = redis.pipeline(transaction=False)
    for command in commands:
        pipe.execute_command(*command)
    return await pipe.execute()
