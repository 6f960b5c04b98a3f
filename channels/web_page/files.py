"""The chat page and the files it needs, made ready once. The words in, bytes to serve out.

Never serves a name it did not find at the start, so no path from outside reaches the disk.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.content.words import Words
from bot.model.message import Channel

_FOLDER = Path(__file__).parent
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One served file: its bytes and its content type."""

    body: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class PageFiles:
    """The page's HTML, and its assets by name. `version` is a hash of all assets and a part of each asset's URL.

    It is in the path, not in a query, so that a script's own imports (`./feed.js`) carry it as well.
    """

    html: str
    version: str
    assets: dict[str, Asset]


def page_files(words: Words) -> PageFiles:
    """Reads and renders everything. Raises `LookupError` when a word the page needs is missing."""
    assets = {
        path.name: Asset(path.read_bytes(), _KINDS[path.suffix])
        for path in sorted((_FOLDER / "assets").iterdir())
        if path.suffix in _KINDS
    }
    mark = hashlib.sha256()
    for name, asset in assets.items():
        mark.update(f"{name}:{len(asset.body)}:".encode() + asset.body)
    version = mark.hexdigest()[:16]
    pages = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    html = pages.get_template("chat.html").render(
        assets=f"/chat/assets/{version}",
        # Nobody's age is known before the first message: the youngest words.
        promise=words.say("promise", None, Channel.WEB).text,
        not_sent=words.say("not_sent_web", None, Channel.WEB).text,
    )
    return PageFiles(html, version, assets)
