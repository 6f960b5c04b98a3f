"""The pages that are only read: the privacy notice, staying private, a hidden conversation. Files of `data/pages` in, papers out.

Never holds a link or a form: the page that shows a paper adds its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.reader import ContentError, Node, files, read
from bot.content.tone import Tone

NEEDED = ("privacy", "private", "hidden")
_TITLES = ("Chat", "Help", "Privacy")  # a tab's name can be read from across the room


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the paragraphs below it."""

    heading: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """`title` names the browser's tab; `heading` stands on the page. `signed_off` is a person's name, or `pending`."""

    name: str
    file: Path
    title: str
    heading: str
    signed_off: str
    expires: date
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of its paragraphs, for checks."""
        return "\n".join(paragraph for part in self.parts for paragraph in part.text)


def load_papers(folder: Path) -> dict[str, Paper]:
    """Every paper by its name (its file's). Raises `ContentError`, also when one that a page needs is missing."""
    papers = {path.stem: _paper(read(path)) for path in files(folder)}
    for name in NEEDED:
        if name not in papers:
            raise ContentError(folder, 1, f"nobody has written {name}.yml")
    return papers


def wrong_papers(papers: dict[str, Paper], tone: Tone) -> Iterator[ContentError]:
    """What Lev may not say, in any paragraph."""
    for paper in papers.values():
        for part in paper.parts:
            for paragraph in part.text:
                for wrong in tone.wrong_anywhere(paragraph):
                    yield ContentError(paper.file, 1, f"{part.heading!r}: {wrong}")


def papers_to_do(papers: dict[str, Paper], today: date) -> Iterator[str]:
    """Papers that wait for a signature, or whose time is over."""
    for paper in papers.values():
        if paper.signed_off == "pending":
            yield f"{paper.file}: not signed off"
        if paper.expires < today:
            yield f"{paper.file}: expired on {paper.expires}"


def _paper(node: Node) -> Paper:
    table = node.table(need=("title", "heading", "author", "signed_off", "written", "expires", "parts"))
    title, expires = table["title"].text(), table["expires"]
    if title not in _TITLES:
        raise table["title"].wrong(f"the tab's name must be one of {', '.join(_TITLES)}")
    if not isinstance(expires.value, date):
        raise expires.wrong("expected a date such as 2027-05-25")
    parts = tuple(_part(part) for part in table["parts"].items())
    if not parts:
        raise table["parts"].wrong("a paper needs at least one part")
    signed_off = table["signed_off"].text()
    return Paper(node.file.stem, node.file, title, table["heading"].text(), signed_off, expires.value, parts)


def _part(node: Node) -> Part:
    table = node.table(need=("heading", "text"))
    return Part(table["heading"].text(), table["text"].texts())
