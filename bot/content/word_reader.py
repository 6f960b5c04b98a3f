"""Reads `data/words`. A folder in; every word of it out, or what is wrong with it, with file and line.

Never lets a word pass that would leave the youngest without an answer, or that takes more than two texts.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.content.blanks import BLANKS, blanks_in, filled
from bot.content.needed import NEEDED
from bot.content.reader import ContentError, Node, files, read
from bot.content.word import Form, Word
from bot.model.age import BANDS, AgeBand
from bot.model.segments import count_segments

SMS_SEGMENTS = 2  # a longer answer arrives torn apart on cheap phones, and costs
SHORT_MOST = 28  # characters: a button on a small phone, a line of a menu
EVERYONE = "everyone"  # a form that is right at any age stands in the youngest place
_FOR_ALL = "all_of_these"  # what holds for every word of a file, unless the word says otherwise
_SIGNED = ("author", "signed_off", "written", "expires")
_ABOUT = ("for", "short", "theme", "facts", "choices", "offers", "find", *_SIGNED)


def _needed(name: str) -> Sequence[str]:
    return NEEDED.get(name, ())


type Blanks = Callable[[str], Sequence[str]]


def each_word(folder: Path, blanks: Blanks = _needed) -> Iterator[Word | ContentError]:
    """Every word of the folder, or what is wrong with it: a check shows all errors, not the first alone.

    `blanks` says which blanks a word of this name may have.
    """
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
                yield _word(name, node, shared, blanks(name))
            except ContentError as error:
                yield error


def too_long(text: str) -> str | None:
    """Why a text cannot be sent to a phone as it is; nothing when it can. Blanks count as long as they get."""
    size = count_segments(filled(text, BLANKS))
    if size.segments <= SMS_SEGMENTS:
        return None
    return f"the SMS form takes {size.segments} segments ({size.units} {size.encoding} units); {SMS_SEGMENTS} at most"


def _word(name: str, node: Node, shared: dict[str, Node], blanks: Sequence[str]) -> Word:
    bands = tuple(band.value for band in BANDS)
    node = Node(node.file, node.line, shared | node.table(*_ABOUT, *bands, EVERYONE))
    table = node.table(need=("for", *_SIGNED))
    forms = {AgeBand(band): _form(name, table[band], blanks) for band in bands if band in table}
    if EVERYONE in table and AgeBand.UNDER_13 in forms:
        raise table[EVERYONE].wrong(f"the word {name!r} has a form for everyone and one for under_13: only one can be said")
    if EVERYONE in table:
        forms[AgeBand.UNDER_13] = _form(name, table[EVERYONE], blanks)
    if AgeBand.UNDER_13 not in forms:
        raise node.wrong(f"the word {name!r} has no form for under_13 (nor for everyone): the youngest would hear nothing")
    if "choices" in table and "offers" in table:
        raise table["offers"].wrong(f"the word {name!r} has choices and offers: a page can show one kind")
    if "short" in table and len(table["short"].text()) > SHORT_MOST:
        raise table["short"].wrong(f"the short name has {len(table['short'].text())} characters; {SHORT_MOST} at most")
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
        table["short"].text() if "short" in table else None,
        table["choices"].texts() if "choices" in table else (),
        table["offers"].texts() if "offers" in table else (),
        table["find"].texts() if "find" in table else (),
        forms,
    )


def _form(name: str, node: Node, blanks: Sequence[str]) -> Form:
    if isinstance(node.value, dict):
        table = node.table(need=("text", "sms"))
        form = Form(_flowing(table["text"].text()), _flowing(table["sms"].text()), node.line)
    else:
        form = Form(_flowing(node.text()), _flowing(node.text()), node.line)
    for blank in sorted(blanks_in(form.text) | blanks_in(form.sms)):
        if blank not in blanks:
            known = ", ".join(blanks) or "none"
            raise node.wrong(f"unknown blank [{blank}] in {name!r}; blanks that Lev fills here: {known}")
    if why := too_long(form.sms):
        raise node.wrong(why)
    return form


def _flowing(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _day(node: Node) -> date:
    if not isinstance(node.value, date):
        raise ContentError(node.file, node.line, f"expected a date such as 2026-11-20, found {node.value!r}")
    return node.value
