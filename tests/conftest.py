"""What every test may ask for: a real Valkey of its own, emptied before each test."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import structlog

from bot.launch.valkey import EmbeddedValkey


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    folder: Path = tmp_path_factory.mktemp("valkey")
    with EmbeddedValkey(folder, folder / "valkey.log") as valkey:
        yield valkey


@pytest.fixture
def valkey_url(valkey_server: EmbeddedValkey) -> str:
    with redis.Redis.from_url(valkey_server.keeper_url) as client:
        client.flushall()
    return valkey_server.url


@pytest.fixture(autouse=True)
def log_put_back() -> Iterator[None]:
    """A command run in this process sets up the log for itself: whatever it did is undone for the next test."""
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)
