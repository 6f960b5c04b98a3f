"""How long and how large what stands before a body may be, on every connection. Bytes in, requests for the app out.

Never lets somebody hold a connection with half a request, or fill the memory with headers; a body is the edge's to count.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 32_768  # address and headers of one request; browsers and Twilio send one or two thousand
MOST_SECONDS = 20.0  # from the connection, or a request's first byte, to the end of its headers: one second on the slowest line


class Doorstep(HttpToolsProtocol):
    """uvicorn's own protocol, which has no limit for either. Too long is 400; too slow is a closed connection."""

    _came = _body = _head = 0  # bytes since the request began: all of them, the body's, the headers' that were read
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is at the door: from now on the headers must come."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Reads on. What is neither body nor read yet counts, too: one header without an end, or a trailer after the body."""
        self._came += len(data)
        super().data_received(data)
        if self._came > MOST_BYTES + 6 * self._body and not self.transport.is_closing():  # a chunk of one byte takes six
            self.send_400_response("Too long.")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._came = self._body = self._head = 0
        self._begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header. What is raised here uvicorn answers with 400."""
        super().on_header(name, value)
        self._head += len(name) + len(value) + 4  # colon, space and the line's end
        if self._head + len(self.url) > MOST_BYTES:
            raise ValueError("headers are too long")

    def on_headers_complete(self) -> None:
        """All headers are there."""
        self._end()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._body += len(body)
        super().on_body(body)

    def connection_lost(self, exc: Exception | None) -> None:
        """They left."""
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._end()
        self._clock = self.loop.call_later(MOST_SECONDS, self._too_slow)

    def _end(self) -> None:
        if self._clock:
            self._clock.cancel()
        self._clock = None

    def _too_slow(self) -> None:
        self._clock = None
        self.transport.close()
