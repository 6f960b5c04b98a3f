"""Reads `data/risk`: what we look for, per kind of risk. A folder in, `RiskWords` (plain frozen values) out.

Never matches anything itself and never guesses: a wrong file is a `ContentError` with its line.
"""

from dataclasses import dataclass, field
from pathlib import Path

from bot.content.reader import ContentError, Node, files, read
from bot.content.risk_lists import LEVELS, RiskLists, file_kind
from bot.model.risk import Kind, Level

MADE_BY_CODE = frozenset({Kind.SCREEN_FAILED, Kind.STOP_AFTER_FINDING})
"""Kinds that no phrase finds: the screen or the turn makes them."""

GAP = "..."
_NOT_PLAIN = frozenset("[](){}|\\^+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as its author wrote it. `level` is `None` for a `not_when` phrase, which cancels."""

    kind: Kind
    level: Level | None
    words: str
    place: Node | None = field(default=None, compare=False, repr=False)

    def wrong(self, what: str) -> Exception:
        """An error at this phrase's place, to be raised by the caller."""
        return self.place.wrong(what) if self.place else ValueError(what)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must be found at exactly `level`, or left alone when `level` is `NONE`."""

    kind: Kind
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class RiskWords:
    """Everything in `data/risk` but the sentences to learn from."""

    phrases: tuple[Phrase, ...]
    examples: tuple[Example, ...] = ()
    lists: RiskLists = field(default_factory=RiskLists)

    @classmethod
    def load(cls, folder: Path) -> "RiskWords":
        """Read all kinds and the `lists` folder. Raises `ContentError`, also when a kind has no file."""
        lists = RiskLists.load(folder / "lists")
        phrases: list[Phrase] = []
        examples: list[Example] = []
        seen: set[Kind] = set()
        for path in files(folder):
            kind = _kind_file(path, lists, phrases, examples)
            seen.add(kind)
        missing = sorted(set(Kind) - MADE_BY_CODE - seen)
        if missing:
            raise ContentError(folder, 1, f"no file for: {', '.join(missing)}")
        return cls(tuple(phrases), tuple(examples), lists)


def _kind_file(path: Path, lists: RiskLists, phrases: list[Phrase], examples: list[Example]) -> Kind:
    table = read(path).table("not_when", need=("kind", "what", "phrases", "must_flag", "must_leave"))
    table["what"].text()
    kind = Kind(file_kind(table["kind"], set(Kind) - MADE_BY_CODE))
    once: set[str] = set()
    for word, node in table["phrases"].table(*LEVELS).items():
        for item in node.items():
            phrases.append(Phrase(kind, LEVELS[word], _plain(item, lists, once), item))
    if "not_when" in table:
        for item in table["not_when"].items():
            phrases.append(Phrase(kind, None, _plain(item, lists, once), item))
    for item in table["must_flag"].items():
        row = item.table(need=("text", "level"))
        level = LEVELS.get(row["level"].text())
        if level is None:
            raise row["level"].wrong(f"the level must be one of {', '.join(LEVELS)}")
        examples.append(Example(kind, level, row["text"].text()))
    examples.extend(Example(kind, Level.NONE, text) for text in table["must_leave"].texts())
    return kind


def _plain(node: Node, lists: RiskLists, once: set[str]) -> str:
    words = node.text()
    if words in once:
        raise node.wrong(f"{words!r} is here twice")
    once.add(words)
    if _NOT_PLAIN & set(words):
        raise node.wrong("phrases are plain words: no brackets or signs")
    pieces = words.split()
    if pieces[0] == GAP or pieces[-1] == GAP:
        raise node.wrong(f"{GAP} must have words on both sides")
    for piece in pieces:
        if piece[0] == "<" and piece[1:-1] not in lists.lists:
            raise node.wrong(f"there is no list {piece} in lists/words.yml")
    left = [piece for piece in pieces if piece.lower() not in lists.fillers]
    if len(left) < 2 and len(left) < len(pieces):
        raise node.wrong(f"only {' '.join(left)!r} is left without the words that are skipped (lists/fillers.yml)")
    return words
