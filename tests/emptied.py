"""Empties a store with the rights that Lev has, which are not those to empty it at a stroke."""

from redis.asyncio import Redis


async def emptied(redis: Redis) -> None:
    async for key in redis.scan_iter(count=1_000):
        await redis.delete(key)
