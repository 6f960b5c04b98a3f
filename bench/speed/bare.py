"""Servers that only answer, as a measure of the machine. A name and a port in, a running server out.

Never does anything with what it reads.
"""

import asyncio
import sys

import uvicorn
import uvloop

_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n<Response/>"


class _Echo(asyncio.Protocol):
    """asyncio alone: the load asks one thing at a time a connection, and its requests come whole or in two pieces."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way out."""
        self._transport, self._got = transport, bytearray()

    def data_received(self, data: bytes) -> None:
        """Answers each whole request."""
        self._got += data
        head, found, body = bytes(self._got).partition(b"\r\n\r\n")
        length = head.partition(b"Content-Length: ")[2].split(b"\r\n", 1)[0]
        if found and len(body) >= int(length or 0):
            self._got.clear()
            self._transport.write(_ANSWER)  # type: ignore[attr-defined]  # uvloop's transport is none of asyncio's by class


async def _app(scope: dict[str, object], receive: object, send: object) -> None:
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):  # type: ignore[operator]
        pass
    headers = [(b"content-type", b"text/xml"), (b"content-length", b"11")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b"<Response/>"})  # type: ignore[operator]


def _uvicorn(port: int) -> None:
    uvicorn.run(_app, host="127.0.0.1", port=port, access_log=False, log_config=None, loop="uvloop", lifespan="off")


def _asyncio(port: int) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(_Echo, "127.0.0.1", port)
        await server.serve_forever()

    uvloop.run(serve())


SERVERS = {"uvicorn": _uvicorn, "asyncio": _asyncio}

if __name__ == "__main__":
    SERVERS[sys.argv[1]](int(sys.argv[2]))
