"""What Lev says. Files of `data/words` in; the right form by name, age band and channel out.

Never an older form for a younger person, and never a word that no person wrote.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.content.blanks import BLANKS, blanks_in, filled
from bot.content.needed import NEEDED
from bot.content.reader import ContentError, Node, files, read
from bot.content.word import Form, Spoken, Word
from bot.model.age import BANDS, AgeBand
from bot.model.message import Channel
from bot.model.segments import count_segments

SMS_SEGMENTS = 2  # a longer answer arrives torn apart on cheap phones, and costs
EVERYONE = "everyone"  # a form that is right at any age stands in the youngest place
_FOR_ALL = "all_of_these"  # what holds for every word of a file, unless the word says otherwise
_SIGNED = ("author", "signed_off", "written", "expires")
__all__ = ["Spoken", "Words"]
_ABOUT = ("for", "theme", "facts", "choices", *_SIGNED)


class Words:
    """All words by name."""

    def __init__(self, words: dict[str, Word]) -> None:
        self._words = words

    @classmethod
    def load(cls, folder: Path) -> "Words":
        """Reads every file of the folder. Raises `ContentError`, the first there is."""
        words: dict[str, Word] = {}
        for found in each_word(folder):
            if isinstance(found, ContentError):
                raise found
            words[found.name] = found
        return cls(words)

    def say(self, name: str, band: AgeBand | None, channel: Channel, **blanks: str) -> Spoken:
        """The word for this person and channel. Raises `LookupError` for an unknown name or an unfilled blank."""
        word = self.word(name)
        form = word.form(band)
        text = form.sms if channel is Channel.SMS else form.text
        return Spoken(name, filled(text, blanks), word.choices)

    def word(self, name: str) -> Word:
        """The whole entry. Raises `LookupError`."""
        if name not in self._words:
            raise LookupError(f"there is no word named {name!r}")
        return self._words[name]

    def names(self) -> frozenset[str]:
        """All names."""
        return frozenset(self._words)

    def theme_of(self, name: str) -> str | None:
        """The theme leaf an advice word belongs to."""
        return self._words[name].theme if name in self._words else None


def each_word(folder: Path) -> Iterator[Word | ContentError]:
    """Every word of the folder, or what is wrong with it: a check shows all errors, not the first alone."""
    seen: dict[str, Path] = {}
    for path in files(folder):
        try:
            table = dict(read(path).table())
            shared = table.pop(_FOR_ALL).table(*_SIGNED) if _FOR_ALL in table else {}
        except ContentError as error:
            yield error
            continue
        for name, node in table.items():
            if name in seen:
                yield node.wrong(f"the word {name!r} is also in {seen[name].name}")
                continue
            seen[name] = path
            try:
                yield _word(name, node, shared)
            except ContentError as error:
                yield error


def _word(name: str, node: Node, shared: dict[str, Node]) -> Word:
    bands = tuple(band.value for band in BANDS)
    node = Node(node.file, node.line, shared | node.table(*_ABOUT, *bands, EVERYONE))
    table = node.table(need=("for", *_SIGNED))
    forms = {AgeBand(band): _form(name, table[band]) for band in bands if band in table}
    if EVERYONE in table and AgeBand.UNDER_13 in forms:
        raise table[EVERYONE].wrong(f"the word {name!r} has a form for everyone and one for under_13: only one can be said")
    if EVERYONE in table:
        forms[AgeBand.UNDER_13] = _form(name, table[EVERYONE])
    if AgeBand.UNDER_13 not in forms:
        raise node.wrong(f"the word {name!r} has no form for under_13 (nor for everyone): the youngest would hear nothing")
    return Word(
        name,
        node.file,
        node.line,
        table["for"].text(),
        table["theme"].text() if "theme" in table else None,
        table["facts"].texts() if "facts" in table else (),
        table["author"].text(),
        table["signed_off"].text(),
        _day(table["written"]),
        _day(table["expires"]),
        table["choices"].texts() if "choices" in table else (),
        forms,
    )


def _form(name: str, node: Node) -> Form:
    if isinstance(node.value, dict):
        table = node.table(need=("text", "sms"))
        form = Form(_flowing(table["text"].text()), _flowing(table["sms"].text()), node.line)
    else:
        form = Form(_flowing(node.text()), _flowing(node.text()), node.line)
    for blank in sorted(blanks_in(form.text) | blanks_in(form.sms)):
        if blank not in NEEDED.get(name, ()):
            known = ", ".join(NEEDED.get(name, ())) or "none"
            raise node.wrong(f"unknown blank [{blank}] in {name!r}; blanks that Lev fills here: {known}")
    size = count_segments(filled(form.sms, BLANKS))
    if size.segments > SMS_SEGMENTS:
        raise node.wrong(
            f"the SMS form takes {size.segments} segments ({size.units} {size.encoding} units); {SMS_SEGMENTS} at most"
        )
    return form


def _flowing(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _day(node: Node) -> date:
    if not isinstance(node.value, date):
        raise ContentError(node.file, node.line, f"expected a date such as 2026-11-20, found {node.value!r}")
    return node.value
