"""What every test may ask for: a real Valkey of its own, emptied before each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from bot.launch.valkey import EmbeddedValkey


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    folder: Path = tmp_path_factory.mktemp("valkey")
    with EmbeddedValkey(folder, folder / "valkey.log") as valkey:
        yield valkey


@pytest.fixture
def valkey_url(valkey_server: EmbeddedValkey) -> str:
    with redis.Redis.from_url(valkey_server.url) as client:
        client.flushall()
    return valkey_server.url
