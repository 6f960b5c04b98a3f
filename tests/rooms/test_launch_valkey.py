"""The embedded store beside another one, and in a folder that somebody else made ready for it."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from redis.exceptions import NoPermissionError

from bot.launch import run
from bot.launch import valkey as launched
from bot.launch.checks import InUse
from bot.launch.rights import KEYS
from bot.launch.valkey import EmbeddedValkey
from bot.store.keys import LIFETIMES


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    with EmbeddedValkey(tmp_path_factory.mktemp("small")) as valkey:
        yield valkey


def test_a_second_store_on_the_same_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launched, "_END_SECONDS", 0.2)
    with EmbeddedValkey(tmp_path) as first, redis.Redis.from_url(first.keeper_url) as client:
        client.set("said", "kept")
        with pytest.raises(InUse, match="An old store still runs"):
            EmbeddedValkey(tmp_path).command()
        assert client.get("said") == b"kept", "the first is left alone"
    with EmbeddedValkey(tmp_path) as again, redis.Redis.from_url(again.keeper_url) as client:
        assert client.get("said") == b"kept"


def test_an_old_store_that_is_ending_is_waited_for(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as first:
        with redis.Redis.from_url(first.keeper_url) as client:
            client.set("said", "kept")
        assert first._child
        first._child._signal(15)  # as the kernel tells it when `make run` was killed
        with EmbeddedValkey(tmp_path) as second, redis.Redis.from_url(second.keeper_url) as client:
            assert client.get("said") == b"kept"


def test_a_socket_is_never_put_where_others_may_enter(tmp_path: Path) -> None:
    deep = EmbeddedValkey(tmp_path / ("deep" * 30))
    assert deep.socket.is_relative_to(tempfile.gettempdir())
    deep.socket.parent.mkdir(mode=0o755)
    deep.socket.parent.chmod(0o755)
    with pytest.raises(InUse, match=re.escape(str(deep.socket.parent))):
        deep.start()
    deep.socket.parent.rmdir()


def test_no_network_reaches_it_and_only_its_owner_enters(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / "store") as valkey, redis.Redis.from_url(valkey.keeper_url) as client:
        assert client.config_get("port") == {"port": "0"}
        assert valkey.socket.stat().st_mode & 0o077 == 0
        assert (tmp_path / "store").stat().st_mode & 0o077 == 0
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


NOT_FOR_LEV = (
    "KEYS *", "FLUSHALL", "FLUSHDB", "CONFIG GET dir", "CONFIG SET dir /tmp", "SHUTDOWN", "SAVE", "BGSAVE",
    "MODULE LIST", "REPLICAOF NO ONE", "MONITOR", "ACL LIST", "CLIENT LIST", "SCRIPT FLUSH", "FUNCTION LIST",
    "MIGRATE h 1 {desk}:x 0 1", "COPY {desk}:x {desk}:y", "SUBSCRIBE x", "SWAPDB 0 1", "INFO",
)  # fmt: skip


@pytest.mark.parametrize("command", NOT_FOR_LEV)
def test_lev_may_not_do_what_it_does_not_need(small: EmbeddedValkey, command: str) -> None:
    with redis.Redis.from_url(small.url) as lev, pytest.raises(NoPermissionError, match="no permissions to run the"):
        lev.execute_command(*command.split(" "))


def test_nobody_at_all_may_debug_it(small: EmbeddedValkey) -> None:
    for url in (small.url, small.keeper_url):
        with redis.Redis.from_url(url) as client, pytest.raises(redis.ResponseError, match="DEBUG command not allowed"):
            client.execute_command("DEBUG SLEEP 0")


def test_nor_by_a_script_nor_with_a_key_that_is_not_its_own(small: EmbeddedValkey) -> None:
    with redis.Redis.from_url(small.url) as lev:
        lev.set("{desk}:x", "1")
        with pytest.raises(redis.ResponseError, match="ACL failure in script"):
            lev.eval("return redis.call('FLUSHALL')", 0)
        for name in ("anything", "{other}:x"):
            with pytest.raises(NoPermissionError, match="No permissions to access a key"):
                lev.set(name, "1")
        assert lev.get("{desk}:x") == b"1"


def test_nobody_else_comes_in(small: EmbeddedValkey) -> None:
    for who in ("", "default@", "keeper:guessed@"):
        with redis.Redis.from_url(f"unix://{who}{small.socket}") as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
    kept = (small.socket.parent / "users.acl").read_text()
    assert small.keeper_url.split(":")[2].split("@")[0] not in kept, "the keeper's password is nowhere on the disk"
    assert (small.socket.parent / "users.acl").stat().st_mode & 0o077 == 0


def test_lev_is_never_told_who_the_keeper_is(tmp_path: Path) -> None:
    assert "keeper" not in EmbeddedValkey(tmp_path).url
    assert "keeper" not in Path(run.__file__).read_text(), "what `make run` hands to Lev is `url`"


def test_every_key_of_lev_is_among_those_it_may_touch() -> None:
    for line in LIFETIMES:
        assert line.pattern.startswith(tuple(key.rstrip("*") for key in KEYS)), line.pattern
