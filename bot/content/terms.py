"""Words that the weekly watch counts. `data/terms.yml` in; which of them stand in a text out.

Never keeps the text, and knows nothing of who wrote it.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.reader import read

_MARKS = re.compile(r"[^\w ]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """`names`: what designers see, by id; `words`: how each is written, between spaces."""

    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Terms":
        """Raises `ContentError`. No file: no terms."""
        if not path.exists():
            return cls()
        names, words = {}, {}
        for term, node in read(path).table().items():
            if not re.fullmatch(r"[a-z_]+", term):
                raise node.wrong("a term's id has small letters and _ only")
            table = node.table(need=("name", "words"))
            written = table["words"].items()
            for one in written:
                if not one.text() or one.text() != _plain(one.text()).strip():
                    raise one.wrong("write it in small letters, without marks")
            names[term], words[term] = table["name"].text(), tuple(f" {one.text()} " for one in written)
        return cls(names, words)

    def said(self, text: str) -> tuple[str, ...]:
        """The terms that stand in a text, each once."""
        plain = _plain(text)
        return tuple(term for term, written in self.words.items() if any(one in plain for one in written))


def _plain(text: str) -> str:
    return f" {' '.join(_MARKS.sub(' ', text.lower()).split())} "
