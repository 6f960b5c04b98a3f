"""A live feed of Lev's (server-sent events) over one plain connection. An address and headers in, events as they come out.

Never parses more than it must: a slow ear would count as a slow Lev.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """One event: its name and its data."""

    event: str
    data: str


class Feed:
    """Use `opened`, then iterate; `close` when done."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def opened(cls, port: int, path: str, headers: Mapping[str, str]) -> "Feed":
        """Connects and waits for the headers. Raises `ConnectionError` when the feed is refused."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"GET {path} HTTP/1.1\r\nHost: lev.example\r\n{lines}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError("the feed was refused")
        return cls(reader, writer)

    async def __aiter__(self) -> AsyncIterator[Heard]:
        event = ""
        while raw := await self._reader.readline():  # sizes of chunks stand on lines of their own and match nothing
            if raw.startswith(b"event:"):
                event = raw[6:].strip().decode()
            elif raw.startswith(b"data:"):
                yield Heard(event, raw[5:].strip().decode())

    def close(self) -> None:
        """Hangs up."""
        self._writer.close()
