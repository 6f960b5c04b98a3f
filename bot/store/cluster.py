"""A cluster behind the plain client's own names. A command in, the answer of the node that holds its key out.

Never sends a command a second time, unless the node it went to said that it did not take it.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import AskError, ClusterDownError, ConnectionError, MovedError, RedisError, TimeoutError, TryAgainError
from redis.typing import EncodableT

from bot.store.every_node import EveryNode, well
from bot.store.slots import Address, SlotTable, named, slot_of, table_from

_REFERRALS = 8  # to other nodes for one command; a table in motion needs two or three
_MOVING_SECONDS = 0.1  # between tries while the keys of a slot are on their way


class Cluster(EveryNode):
    """One plain client a node. Itself it is the client of the node that REDIS_URL names, which is only asked for the way.

    `url` is that node's, without `+cluster`; `open_pool` opens connections with our time limits and without retries.
    """

    def __init__(self, url: str, open_pool: Callable[[str], ConnectionPool]) -> None:
        super().__init__(connection_pool=open_pool(url))
        self._url = url
        self._open_pool = open_pool
        self._nodes: dict[Address, Redis] = {}
        self._table: SlotTable | None = None  # None when it is to be learnt (again)
        self._learning: asyncio.Task[SlotTable] | None = None

    async def execute_command(self, *words: EncodableT, **options: Any) -> Any:
        """Sends one command to the node that holds its first key, and follows that node's word when it is held elsewhere."""
        slot = slot_of(words)
        table = self._table or await self._learn()
        at, asking = table.holder(slot), False
        for _ in range(_REFERRALS):
            try:
                return await self._send(at, asking, words, options)
            except MovedError as elsewhere:  # a kind of AskError, and it lasts
                at, asking = (named(elsewhere.host, at[0]), elsewhere.port), False
                table.moved(slot, at)
            except AskError as elsewhere:  # for this command only: the slot is being moved
                if words[0] == "EVAL_RO":
                    raise  # it looks at a whole slot, and would find only what has arrived there
                at, asking = (named(elsewhere.host, at[0]), elsewhere.port), True
            except TryAgainError:  # some keys of the command are here and some there: the node has not begun
                await asyncio.sleep(_MOVING_SECONDS)
                at, asking = table.holder(slot), False
            except (ConnectionError, TimeoutError, ClusterDownError, OSError):
                self._table = None  # somebody else may hold its slots by now; whether this was done its caller must find out
                raise
        self._table = None
        raise ClusterDownError("the nodes sent us round and round")

    async def nodes(self) -> list[Redis]:
        """A plain client of every node that holds slots. Raises `RedisError` or `OSError`."""
        table = self._table or await self._learn()
        return [self._node(at) for at in table.holders()]

    async def ping(self, **_: object) -> bool:
        """Whether every node that holds slots answers and thinks the cluster whole. Raises `RedisError` or `OSError` if not."""
        try:
            await asyncio.gather(*(well(node) for node in await self.nodes()))
        except (RedisError, OSError):
            self._table = None
            raise
        return True

    def pipeline(self, *_: object, **__: object) -> Any:
        """There is none: its commands could belong to several nodes. What must be done together is a script."""
        raise NotImplementedError("no pipeline on a cluster")

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        """Closes the connections to all nodes."""
        if self._learning:
            self._learning.cancel()
        for node in self._nodes.values():
            await node.aclose()
        await self.connection_pool.aclose()

    async def _send(self, at: Address, asking: bool, words: tuple[EncodableT, ...], options: dict[str, Any]) -> Any:
        node = self._node(at)
        if not asking:
            return await node.execute_command(*words, **options)  # type: ignore[no-untyped-call]
        async with node.pipeline(transaction=False) as both:  # ASKING holds for the next command of the same connection
            both.execute_command("ASKING")
            both.execute_command(*words, **options)
            _, answer = await both.execute(raise_on_error=False)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _node(self, at: Address) -> Redis:
        if at not in self._nodes:
            parts = urlsplit(self._url)
            who, host = parts.netloc.rpartition("@")[0], f"[{at[0]}]" if ":" in at[0] else at[0]
            url = parts._replace(netloc=f"{who}@{host}:{at[1]}" if who else f"{host}:{at[1]}").geturl()
            self._nodes[at] = Redis.from_pool(self._open_pool(url))
        return self._nodes[at]

    async def _learn(self) -> SlotTable:
        """The table of slots, asked for once however many wait for it. Raises `RedisError` or `OSError` for all of them."""
        if self._learning is None or self._learning.done():
            self._learning = asyncio.create_task(self._ask_around())
        return await asyncio.shield(self._learning)  # one who stops waiting must not stop it for the others

    async def _ask_around(self) -> SlotTable:
        """Asks every node at once and takes the first whole table: a node that is gone must not make us wait."""
        first = cast(str, urlsplit(self._url).hostname)
        asked = [self._told(host, node) for (host, _), node in self._nodes.items()]
        asks = [asyncio.create_task(ask) for ask in (self._told(first, None), *asked)]
        partial, last = None, None
        try:
            for ask in asyncio.as_completed(asks):
                try:
                    table = await ask
                except (RedisError, OSError) as error:
                    last = error
                    continue
                if table.whole:
                    return await self._adopt(table)
                partial = partial or table
        finally:
            for task in asks:
                task.cancel()
            await asyncio.gather(*asks, return_exceptions=True)
        if partial is None:
            raise last or ClusterDownError("nobody to ask")
        return await self._adopt(partial)

    async def _adopt(self, table: SlotTable) -> SlotTable:
        self._table = table
        for at in set(self._nodes) - table.holders():  # what is under way there still ends; nothing new goes there
            await self._nodes.pop(at).connection_pool.disconnect(inuse_connections=False)
        return table

    async def _told(self, host: str, node: Redis | None) -> SlotTable:
        ask = node.execute_command if node else super().execute_command
        return table_from(await ask("CLUSTER SLOTS"), host)  # type: ignore[no-untyped-call]
