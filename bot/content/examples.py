"""What young people may write, as examples with the topic they stand for. `data/nlu` in, examples out.

Never the words of a real person: they are written for Lev.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, files, read

_NAMED = re.compile(r"\[([^\]]+)\]\([a-z_]+\)")  # [truro](place): Rasa's mark for what is named in a sentence
_KNOWN = ("intent", "lookup", "synonym", "regex")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence. `name` is its topic; `text` is without Rasa's marks; `marked` is as it is written in the file."""

    name: str
    text: str
    marked: str

    def unnamed(self) -> str:
        """Without what is named in it: a place is never a common word."""
        return _NAMED.sub(" ", self.marked)


def examples(folder: Path) -> tuple[Example, ...]:
    """Every example of the folder, in the order of the files. Raises `ContentError`."""
    return tuple(example for node in lists(folder, "intent") for example in _of(node))


def lists(folder: Path, kind: str) -> Iterator[dict[str, Node]]:
    """Every list of one kind (`intent`, `lookup`, `synonym`): its name under the kind, its lines under `examples`."""
    for path in files(folder):
        for part in read(path).table("version", need=("nlu",))["nlu"].items():
            table = part.table(*_KNOWN, "examples")
            if kind in table:
                yield table


def _of(table: dict[str, Node]) -> Iterator[Example]:
    name = table["intent"].text()
    for line in table["examples"].text().splitlines():
        marked = line.strip().removeprefix("- ").strip()
        if marked:
            yield Example(name, _NAMED.sub(r"\1", marked), marked)
