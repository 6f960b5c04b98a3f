"""What is asked of the whole of a cluster, not of the holder of one key. A question in, the answer of all nodes out.

Never answers for some of the nodes: when one does not answer, nobody has.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

from redis.asyncio import Redis
from redis.exceptions import ClusterDownError


class EveryNode(Redis):
    """The plain client's commands that have no key, so that whoever looks at all keys need not know of nodes."""

    async def nodes(self) -> list[Redis]:
        """A plain client of every node that holds slots."""
        raise NotImplementedError

    async def bgrewriteaof(self, **_: object) -> bool:
        """Every node writes its append-only file anew."""
        await asyncio.gather(*(node.bgrewriteaof() for node in await self.nodes()))
        return True

    async def dbsize(self, **_: object) -> int:
        """How many keys all nodes hold."""
        return sum(await asyncio.gather(*(node.dbsize() for node in await self.nodes())))

    async def scan_iter(  # type: ignore[override]  # the plain one is two clients in one, of which ours is the asynchronous
        self, match: Any = None, count: int | None = None, _type: str | None = None, **_: Any
    ) -> AsyncIterator[Any]:
        """The names of the keys of one node after another; like the plain client's it may name one twice."""
        for node in await self.nodes():
            async for name in node.scan_iter(match=match, count=count, _type=_type):
                yield name


async def well(node: Redis) -> None:
    """Raises `RedisError` or `OSError` when a node does not answer or does not think the cluster whole."""
    await node.ping()
    told = cast(dict[str, str], await node.execute_command("CLUSTER INFO"))  # type: ignore[no-untyped-call]
    if told.get("cluster_state") != "ok":
        raise ClusterDownError("a node says the cluster is not whole")
