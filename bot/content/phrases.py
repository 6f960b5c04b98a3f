"""Reads `data/risk`: what we look for, per kind of risk. A folder in, `RiskWords` (plain frozen values) out.

Never matches anything itself and never guesses: a wrong file is a `ContentError` with its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.reader import ContentError, Node, files, read
from bot.model.risk import Kind, Level

LEVELS = {level.word: level for level in Level if level is not Level.NONE}
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
    """Everything in `data/risk`. `lists`: name to members; `spellings`: written form to plain form; `fillers`: skipped words."""

    phrases: tuple[Phrase, ...]
    examples: tuple[Example, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> "RiskWords":
        """Read all kinds and the `lists` folder. Raises `ContentError`, also when a kind has no file."""
        lists, spellings, fillers = _word_lists(folder / "lists")
        phrases: list[Phrase] = []
        examples: list[Example] = []
        seen: set[Kind] = set()
        for path in files(folder):
            kind = _kind_file(path, lists, frozenset(fillers), phrases, examples)
            seen.add(kind)
        missing = sorted(set(Kind) - MADE_BY_CODE - seen)
        if missing:
            raise ContentError(folder, 1, f"no file for: {', '.join(missing)}")
        return cls(tuple(phrases), tuple(examples), lists, spellings, fillers)


def _kind_file(
    path: Path, lists: Mapping[str, object], fillers: frozenset[str], phrases: list[Phrase], examples: list[Example]
) -> Kind:
    table = read(path).table("not_when", need=("kind", "what", "phrases", "must_flag", "must_leave"))
    table["what"].text()
    name = table["kind"].text()
    if name not in set(Kind) - MADE_BY_CODE:
        raise table["kind"].wrong(f"unknown kind {name!r}")
    if path.stem != name:
        raise table["kind"].wrong(f"the file of {name} must be called {name}.yml")
    kind = Kind(name)
    once: set[str] = set()
    for word, node in table["phrases"].table(*LEVELS).items():
        for item in node.items():
            phrases.append(Phrase(kind, LEVELS[word], _plain(item, lists, fillers, once), item))
    if "not_when" in table:
        for item in table["not_when"].items():
            phrases.append(Phrase(kind, None, _plain(item, lists, fillers, once), item))
    for item in table["must_flag"].items():
        row = item.table(need=("text", "level"))
        level = LEVELS.get(row["level"].text())
        if level is None:
            raise row["level"].wrong(f"the level must be one of {', '.join(LEVELS)}")
        examples.append(Example(kind, level, row["text"].text()))
    examples.extend(Example(kind, Level.NONE, text) for text in table["must_leave"].texts())
    return kind


def _plain(node: Node, lists: Mapping[str, object], fillers: frozenset[str], once: set[str]) -> str:
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
        if piece[0] == "<" and piece[1:-1] not in lists:
            raise node.wrong(f"there is no list {piece} in lists/words.yml")
    left = [piece for piece in pieces if piece.lower() not in fillers]
    if len(left) < 2 and len(left) < len(pieces):
        raise node.wrong(f"only {' '.join(left)!r} is left without the words that are skipped (lists/fillers.yml)")
    return words


def _word_lists(folder: Path) -> tuple[dict[str, tuple[str, ...]], dict[str, str], tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name, node in read(folder / "words.yml").table().items():
        lists[name] = tuple(member for item in node.items() for member in _members(item, lists))
    spellings: dict[str, str] = {}
    for plain, node in read(folder / "spellings.yml").table().items():
        for item in node.items():
            written = item.text()
            if written in spellings:
                raise item.wrong(f"{written!r} is here twice")
            spellings[written] = plain
    fillers = read(folder / "fillers.yml").texts()
    return lists, spellings, fillers


def _members(item: Node, earlier: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A member of a list, or all members of an earlier list named in `<>`."""
    word = item.text()
    if word[0] != "<":
        return (word,)
    if word[1:-1] not in earlier:
        raise item.wrong(f"there is no earlier list {word}")
    return earlier[word[1:-1]]
