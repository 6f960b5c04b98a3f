"""Asks many things of the store in one go. Commands in, their answers in the same order out.

Never in one go on a cluster, where each may belong to another node: there they are asked one after another.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from redis.asyncio import Redis

from bot.store.cluster import Cluster
from bot.store.keys import Lane, all_lanes

type Command = tuple[str, ...]


async def together(redis: Redis, commands: Sequence[Command]) -> list[Any]:
    """The answers as the node gives them. Raises Redis' errors."""
    if isinstance(redis, Cluster):
        return [await redis.execute_command(*command) for command in commands]
    pipe = redis.pipeline(transaction=False)
    for command in commands:
        pipe.execute_command(*command)
    return await pipe.execute()


async def tables(redis: Redis, name: str) -> list[tuple[Lane, list[tuple[bytes, bytes]]]]:
    """The fields and values of every lane's hash of this name. Raises Redis' errors."""
    lanes = all_lanes()
    answers = await together(redis, [("HGETALL", lane.of(name)) for lane in lanes])
    return [(lane, list(pairs(fields))) for lane, fields in zip(lanes, answers, strict=True)]


def pairs(fields: Any) -> Iterable[tuple[bytes, bytes]]:
    """A hash as the client hands it over: a table, or names and values in turn."""
    return fields.items() if isinstance(fields, dict) else zip(fields[::2], fields[1::2], strict=True)
