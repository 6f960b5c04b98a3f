"""Commands beside the running Lev. Settings and something to do with the store in, an exit code out.

Never starts a store: a command is for the one that runs. Never acts on one that was filled with other keys, or by half.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from redis.exceptions import AskError, RedisError

from bot.launch.valkey import EmbeddedValkey
from bot.settings import BadSetting, Settings
from bot.store.fits import Fits
from bot.store.open import Store, open_store

_START = "Start Lev first with: make run"


def with_store(settings: Settings, act: Callable[[Store], Awaitable[int]], otherwise: str = _START) -> int:
    """Opens the store of the running Lev (or REDIS_URL), acts, closes it. 1, and what to do, when it does not answer."""

    async def acted() -> int:
        url = settings.redis_url or EmbeddedValkey(settings.var.absolute() / "valkey").url
        store = open_store(url, settings.seal_key, also=settings.seal_keys_also)
        try:
            await Fits(store.redis, store.codec, settings.pseudonym_key).marked()
            return await act(store)
        finally:
            await store.close()

    try:
        return asyncio.run(acted())
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 1
    except AskError:  # who looks at everything would see half of a lane
        print("The cluster is moving keys from one node to another. Try again when it has finished.", file=sys.stderr)
        return 1
    except (RedisError, OSError):
        print(f"The store does not answer. {otherwise}", file=sys.stderr)
        return 1
