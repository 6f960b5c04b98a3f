"""The chat page and the files it needs, made ready once. The words in, bytes to serve out.

Never serves a name it did not find at the start, so no path from outside reaches the disk.
"""

import gzip
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from bot.content.papers import Paper
from bot.content.words import Words
from bot.model.message import Channel, Entry
from channels.web_page.lines import with_numbers

_FOLDER = Path(__file__).parent
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_PACKED = 9  # done once, when Lev starts


@dataclass(frozen=True, slots=True)
class Asset:
    """One served file: its bytes, the same packed with gzip, and its content type."""

    body: bytes
    packed: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page that came without scripts shows: its talk's handle, the lines so far, what went wrong, and what was typed."""

    handle: str
    lines: Sequence[Entry] = ()
    notice: str = ""
    typed: str = ""
    said: bool = True


class PageFiles:
    """The pages, and the assets by name. `version` is a hash of all assets and a part of each asset's URL.

    It is in the path, not in a query, so that a script's own imports (`./feed.js`) carry it as well.
    """

    def __init__(self, words: Words, papers: Mapping[str, Paper]) -> None:
        """Raises `LookupError` when a word the page needs is missing."""
        self.assets = {
            path.name: Asset(body := path.read_bytes(), gzip.compress(body, _PACKED, mtime=0), _KINDS[path.suffix])
            for path in sorted((_FOLDER / "assets").iterdir())
            if path.suffix in _KINDS
        }
        mark = hashlib.sha256()
        for name, asset in self.assets.items():
            mark.update(f"{name}:{len(asset.body)}:".encode() + asset.body)
        self.version = mark.hexdigest()[:16]
        pages = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
        pages.filters["numbers"] = with_numbers
        pages.globals |= {"assets": f"/chat/assets/{self.version}", "away": AWAY}
        self._chat = pages.get_template("chat.html")
        paper = pages.get_template("paper.html")
        self.papers = {one.name: paper.render(paper=one) for one in papers.values()}
        self.left = pages.get_template("left.html").render()
        self._said = {
            # Nobody's age is known before the first message: the youngest words.
            "promise": words.say("promise", None, Channel.WEB).text,
            "not_sent": words.say("not_sent_web", None, Channel.WEB).text,
        }

    def chat(self, shown: Shown | None = None) -> str:
        """The chat page: a fresh one with a handle of its own, or one that shows a talk."""
        shown = shown or Shown(new_handle(), said=False)
        return self._chat.render(self._said, shown=shown, message_id=secrets.token_urlsafe(12))


def packed(request: Request, body: bytes, headers: dict[str, str], ready: bytes = b"") -> Response:
    """The body, packed with gzip (or as it was made `ready`) for a browser that takes it: a phone's data costs money.

    Only for what holds nothing that somebody else could have put there: how well a secret beside it packs would tell of it.
    """
    headers = headers | {"Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(body, headers=headers)
    return Response(ready or gzip.compress(body, 5), headers=headers | {"Content-Encoding": "gzip"})


AWAY = "https://www.bbc.co.uk/weather"
"""Where quick exit goes: a page that nobody wonders about, and that loads everywhere."""


def new_handle() -> str:
    """What names a talk: 32 random bytes, base64url. Only ever in the page itself, in a form's body or in a header."""
    return secrets.token_urlsafe(32)
