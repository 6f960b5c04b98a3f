"""Reads `data/risk/examples`: sentences the second opinion learns from. A folder in, `Sentence`s (plain frozen values) out.

Never a test: what is in `must_flag`, `must_leave` or the blind list may not be here (a test compares them).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import files, read
from bot.content.risk_lists import LEVELS, file_kind
from bot.model.risk import Kind, Level

EVERYDAY = "everyday"
"""The file of texts in which nothing is wrong, whatever the kind."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`kind` is what it is a sign of, or what it only looks like (`level` is `NONE`); nothing for an everyday text."""

    kind: Kind | None
    level: Level
    text: str


def sentences(folder: Path) -> tuple[Sentence, ...]:
    """All of them, file by file. Raises `ContentError` naming file and line, also for a sentence that is there twice."""
    return tuple(_each(folder))


def mark(known: Iterable[Sentence]) -> str:
    """A mark of just these sentences: whoever learnt from others has another."""
    told = hashlib.sha256()
    for sentence in known:
        told.update(f"{sentence.kind}\0{int(sentence.level)}\0{sentence.text}\0".encode())
    return told.hexdigest()[:16]


def _each(folder: Path) -> Iterator[Sentence]:
    seen: set[str] = set()
    for path in files(folder):
        table = read(path).table("near", *LEVELS, need=("kind", "written_for"))
        name = file_kind(table["kind"], {EVERYDAY, *Kind})
        if name == EVERYDAY and LEVELS.keys() & table.keys():
            raise table["kind"].wrong("everyday texts have no level: put them under near")
        kind = None if name == EVERYDAY else Kind(name)
        for heading, level in (*LEVELS.items(), ("near", Level.NONE)):
            for item in table[heading].items() if heading in table else ():
                text = item.text()
                if text in seen:
                    raise item.wrong("this sentence is here twice")
                seen.add(text)
                yield Sentence(kind, level, text)
