"""A stand-in for a council's case system, as a real server on loopback. Moods in, the packs that came out.

Never forgets a pack that came, whatever it answered.
"""

import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Came:
    """One request as it came."""

    path: str
    id: str
    signature: str
    body: bytes


class CaseSystemStandIn:
    """Use as a context manager. `moods` are for the next requests in turn, then it takes everything: a status, a whole answer
    as (status, headers, body), `"cut"` (it took the pack, and the line went), or `"hang"` (it took it and never answers).
    """

    def __init__(self) -> None:
        self.moods: list[int | str | tuple[int, dict[str, str], bytes]] = []
        self.came: list[Came] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.came.append(Came(self.path, self.headers["Lev-Id"], self.headers["Lev-Signature"], body))
                mood = outer.moods.pop(0) if outer.moods else (201, {}, b'{"reference": "MARU/2026-117"}')
                if mood == "hang":
                    outer.stopped.wait(30)
                if isinstance(mood, str):
                    self.close_connection = True
                    return
                status, headers, said = (mood, {}, b"{}") if isinstance(mood, int) else mood
                self.send_response(status)
                for name, value in {"Content-Length": str(len(said)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            do_GET = do_POST  # to see a redirect that was followed

            def log_message(self, *_: object) -> None:
                pass

        self.stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_port}/packs"

    def __enter__(self) -> "CaseSystemStandIn":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def wait_for(self, count: int, seconds: float = 20) -> None:
        """Until so many requests came."""
        end = time.monotonic() + seconds
        while len(self.came) < count:
            assert time.monotonic() < end, f"{len(self.came)} of {count} packs came"
            time.sleep(0.02)
