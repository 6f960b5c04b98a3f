"""Reads `data/risk/lists`: lists for phrases, spellings, skipped words, marks, answers to what Lev asked. A folder in, values out.

Never matches anything itself and never guesses: a wrong file is a `ContentError` with its line.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.reader import Node, read
from bot.model.risk import Kind, Level, Mark

LEVELS = {level.word: level for level in Level if level is not Level.NONE}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that Lev asks, and what some whole-text answers to it are a sign of."""

    question: str
    kind: Kind
    answers: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class RiskLists:
    """`lists`: name to members; `spellings`: written form to plain form; `fillers`: skipped words; `marks`: mark to phrases.

    `asked`: questions of ours with telling answers; `small_talk`: what the second opinion skips.
    """

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    marks: Mapping[Mark, tuple[str, ...]] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    small_talk: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> "RiskLists":
        """Raises `ContentError`."""
        lists: dict[str, tuple[str, ...]] = {}
        for name, node in read(folder / "words.yml").table().items():
            lists[name] = _all_members(node, lists)
        return cls(
            lists,
            _spellings(read(folder / "spellings.yml")),
            read(folder / "fillers.yml").texts(),
            _marks(read(folder / "marks.yml"), lists),
            tuple(_asked(question, node) for question, node in read(folder / "answers.yml").table().items()),
            read(folder / "small_talk.yml").texts(),
        )


def kind_name(node: Node, known: Collection[str]) -> str:
    """A kind by its name. Raises `ContentError` for one that is not known here."""
    name = node.text()
    if name not in known:
        raise node.wrong(f"unknown kind {name!r}")
    return name


def file_kind(node: Node, known: Collection[str]) -> str:
    """As `kind_name`; the file must be called after it, too."""
    name = kind_name(node, known)
    if node.file.stem != name:
        raise node.wrong(f"the file of {name} must be called {name}.yml")
    return name


def _spellings(file: Node) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for plain, node in file.table().items():
        for item in node.items():
            written = item.text()
            if written in spellings:
                raise item.wrong(f"{written!r} is here twice")
            spellings[written] = plain
    return spellings


def _marks(file: Node, lists: Mapping[str, tuple[str, ...]]) -> dict[Mark, tuple[str, ...]]:
    return {Mark(name): _all_members(node, lists) for name, node in file.table(*Mark, need=tuple(Mark)).items()}


def _asked(question: str, node: Node) -> Asked:
    table = node.table(*LEVELS, need=("kind",))
    kind = kind_name(table["kind"], Kind)
    answers: dict[str, Level] = {}
    for name, level in LEVELS.items():
        for item in table[name].items() if name in table else ():
            if item.text() in answers:
                raise item.wrong(f"{item.text()!r} is here twice")
            answers[item.text()] = level
    return Asked(question, Kind(kind), answers)


def _all_members(node: Node, earlier: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(member for item in node.items() for member in _members(item, earlier))


def _members(item: Node, earlier: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A member of a list, or all members of an earlier list named in `<>`."""
    word = item.text()
    if word[0] != "<":
        return (word,)
    if word[1:-1] not in earlier:
        raise item.wrong(f"there is no earlier list {word}")
    return earlier[word[1:-1]]
