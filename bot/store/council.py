"""Sign-ins by a council that are under way. What was asked in, a token for the cookie out, and the same back once.

Never gives one out twice, and never stores the cookie's token, only its hash; what was asked is sealed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis

from bot.store.codec import Codec
from bot.store.keys import COUNCIL_SECONDS, desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What one browser was sent away with: `state` comes back in the address, `nonce` in the token, `verifier` never leaves us
    but for the provider's own door (PKCE).
    """

    state: str
    nonce: str
    verifier: str


class CouncilStore:
    """Those under way, in the store."""

    def __init__(self, redis: Redis, codec: Codec) -> None:
        self._redis = redis
        self._codec = codec

    async def ask(self) -> tuple[str, Asked]:
        """Begins one: the token for the browser's cookie, and what to ask with."""
        token, asked = secrets.token_urlsafe(32), Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
        place = _place(token)
        await self._redis.set(place, self._codec.pack(asked, place), ex=COUNCIL_SECONDS)
        return token, asked

    async def take(self, token: str) -> Asked | None:
        """What this browser was sent away with; from now on nothing."""
        place = _place(token)
        body = cast(bytes | None, await self._redis.getdel(place))
        return self._codec.unpack(Asked, body, place) if body else None


def _place(token: str) -> str:
    return desk("council", hashlib.sha256(token.encode()).hexdigest())
