"""The languages Lev's words are in. `data/languages` in; the words of each that is switched on out, English where one is missing.

Never says a word of a language that is off, and never lets one be on before a native reader and a signature stand for all of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.offers import wrong_offers
from bot.content.reader import ContentError, Node, read
from bot.content.word import Word
from bot.content.word_reader import each_word
from bot.content.words import Words

ENGLISH = "en"
NOBODY_YET = "needs a native reader"
PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Language:
    """`code` names its folder; `shown` is its English name; `page` is the tag a screen reader is told; `reader` read it."""

    code: str
    shown: str
    page: str
    on: bool
    reader: str
    line: int


class Languages:
    """What is on, and its words by name over the English ones."""

    def __init__(self, listed: Mapping[str, Language], own: Mapping[str, Mapping[str, Word]], english: Words) -> None:
        """`own` holds, for each language that is on, the words it has itself."""
        self._listed, self._own = dict(listed), {code: dict(words) for code, words in own.items()}
        whole = {word.name: word for word in english.all()}
        self._words = {code: Words(whole | words) for code, words in self._own.items()} | {ENGLISH: english}

    @classmethod
    def load(cls, folder: Path, english: Words) -> "Languages":
        """Raises `ContentError`, the first there is."""
        listed = load_listed(folder)
        own: dict[str, dict[str, Word]] = {}
        for one in listed.values():
            for wrong in wrong_switch(folder, one):
                raise wrong
            if one.on and one.code != ENGLISH:
                own[one.code] = {word.name: word for word in _good(folder, one)}
        return cls(listed, own, english)

    def named(self, shown: str) -> str | None:
        """The code of a language that is on, by its English name."""
        return next((one.code for one in self._listed.values() if one.shown == shown and one.on), None)

    def words(self, code: str) -> Words:
        """All words, in that language where it is on and has them, else in English."""
        return self._words.get(code, self._words[ENGLISH])

    def has(self, code: str, name: str) -> bool:
        """Whether this language is on and has this word itself."""
        return name in self._own.get(code, {})

    def menu(self, code: str, offers: Sequence[str]) -> str:
        """What a screen reader is told of a menu: this language only when it has a name for all on it; half a menu is no help."""
        own = self._own.get(code, {})
        return self._listed[code].page if offers and all(name in own and own[name].short for name in offers) else ""

    def called(self, name: str) -> tuple[str, ...]:
        """Every name that a menu may give this word."""
        return tuple(short for words in self._words.values() if (short := words.word(name).short))

    def page(self, code: str, name: str) -> str:
        """What a screen reader is told of this word said in this language; nothing when it is said in English."""
        return self._listed[code].page if self.has(code, name) else ""


def load_listed(folder: Path) -> dict[str, Language]:
    """Every language of the list by its code. Raises `ContentError`."""
    table = read(folder / "languages.yml").table(need=("default", "languages"))
    listed = {code: _language(code, node) for code, node in table["languages"].table().items()}
    if table["default"].text() != ENGLISH or ENGLISH not in listed or not listed[ENGLISH].on:
        raise table["default"].wrong("English is the language of data/words: it is the default, and it is on")
    return listed


def words_in(folder: Path, language: Language) -> Iterator[Word | ContentError]:
    """The words of one language, on or off, or what is wrong with them. No blank can be filled: what fills them is English."""
    return each_word(folder / language.code, lambda _name: ())


def wrong_switch(folder: Path, language: Language) -> Iterator[ContentError]:
    """Why a language may not be on yet."""
    if not language.on or language.code == ENGLISH:
        return
    why = [NOBODY_YET] if language.reader == NOBODY_YET else []
    why += [f"{w.name} is not signed off" for w in words_in(folder, language) if isinstance(w, Word) and w.signed_off == PENDING]
    if why:
        place = folder / "languages.yml"
        yield ContentError(place, language.line, f"{language.code} may not be switched on: {'; '.join(why)}")


def wrong_languages(folder: Path, english: Words) -> Iterator[Word | ContentError]:
    """Every word of every language, to be checked further, and everything that is wrong. Raises `ContentError`."""
    listed, whole = load_listed(folder), {word.name: word for word in english.all()}
    for path in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in listed):
        yield ContentError(folder / "languages.yml", 1, f"the folder {path.name!r} is no language of the list")
    for one in listed.values():
        if one.code == ENGLISH:
            continue
        yield from wrong_switch(folder, one)
        yield from (found := list(words_in(folder, one)))
        own = {word.name: word for word in found if isinstance(word, Word)}
        yield from (error for word in own.values() for error in _beside(word, english))
        yield from (error for error in wrong_offers(whole | own) if error.file.is_relative_to(folder))


def languages_to_do(folder: Path) -> Iterator[str]:
    """Which languages wait for a native reader. Raises `ContentError`."""
    if waiting := sorted(one.shown for one in load_listed(folder).values() if one.reader == NOBODY_YET):
        yield f"{len(waiting)} languages are off and need a native reader: {', '.join(waiting)}."


def _beside(word: Word, english: Words) -> Iterator[ContentError]:
    if word.name not in english.names():
        yield ContentError(word.file, word.line, f"no word named {word.name!r} in data/words: nobody would ever say it")
    elif word.choices != english.word(word.name).choices:
        yield ContentError(word.file, word.line, f"{word.name}: keep the English choices, Lev reads no other answer")
    elif word.offers != english.word(word.name).offers:
        yield ContentError(word.file, word.line, f"{word.name}: keep the English offers, a menu leads to the same words")


def _good(folder: Path, language: Language) -> Iterator[Word]:
    for found in words_in(folder, language):
        if isinstance(found, ContentError):
            raise found
        yield found


def _language(code: str, node: Node) -> Language:
    table = node.table("reader", need=("shown", "page", "switched_on"))
    on = table["switched_on"].value
    if not isinstance(on, bool):
        raise table["switched_on"].wrong(f"expected yes or no, found {on!r}")
    reader = table["reader"].text() if "reader" in table else ""
    if code != ENGLISH and not reader:
        raise node.wrong(f"write who read it, or: {NOBODY_YET}")
    return Language(code, table["shown"].text(), table["page"].text(), on, reader, node.line)
