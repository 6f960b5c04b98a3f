"""The embedded store beside another one, and in a folder that somebody else made ready for it."""

import re
import tempfile
from pathlib import Path

import pytest
import redis

from bot.launch import valkey as launched
from bot.launch.checks import InUse
from bot.launch.valkey import EmbeddedValkey


def test_a_second_store_on_the_same_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launched, "_END_SECONDS", 0.2)
    with EmbeddedValkey(tmp_path) as first, redis.Redis.from_url(first.url) as client:
        client.set("said", "kept")
        with pytest.raises(InUse, match="An old store still runs"):
            EmbeddedValkey(tmp_path).command()
        assert client.get("said") == b"kept", "the first is left alone"
    with EmbeddedValkey(tmp_path) as again, redis.Redis.from_url(again.url) as client:
        assert client.get("said") == b"kept"


def test_an_old_store_that_is_ending_is_waited_for(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as first:
        with redis.Redis.from_url(first.url) as client:
            client.set("said", "kept")
        assert first._child
        first._child._signal(15)  # as the kernel tells it when `make run` was killed
        with EmbeddedValkey(tmp_path) as second, redis.Redis.from_url(second.url) as client:
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
    with EmbeddedValkey(tmp_path / "store") as valkey, redis.Redis.from_url(valkey.url) as client:
        assert client.config_get("port") == {"port": "0"}
        assert valkey.socket.stat().st_mode & 0o077 == 0
        assert (tmp_path / "store").stat().st_mode & 0o077 == 0
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
