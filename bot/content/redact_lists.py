"""Checks the lists behind redaction. The folder `data/redact` in, errors with file and line out.

Never reads them for use: `bot.privacy.redact.lists` does, and needs only plain words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.reader import ContentError, Node, read

_BLOCKS: dict[str, tuple[str, ...]] = {"given": ("names", "also_words"), "surnames": ("names", "also_words")}
_LISTS: dict[str, tuple[str, ...]] = {"places": ("names", "also_words"), "schools": ("alone", "before", "kinds")}
_CUES = (
    "titles", "says_a_name", "people", "place_before", "services", "streets", "shops", "school_words", "birth", "numbers", "months",
    "spoken_digits", "helplines", "stay", "capitals_stay", "two_months", "verbs", "before_person", "kin", "cornish_beginnings",
    "joins", "no_account", "numbered",
)  # fmt: skip
_WORDS = ("slang", "wide_given", "wide_surnames")
_SMALL = re.compile(r"[^\WA-Z_]+(?:[ '’&./-]+[^\WA-Z_]+)*|&")  # small letters and digits, with what joins them


def wrong_lists(folder: Path) -> Iterator[ContentError]:
    """A file that is missing, a heading nobody reads, a word with a capital, and one that is on a list twice."""
    for name, headings in _BLOCKS.items():
        yield from _in_file(folder / f"{name}.yml", headings, blocks=True)
    for name, headings in _LISTS.items():
        yield from _in_file(folder / f"{name}.yml", headings)
    yield from _in_file(folder / "cues.yml", _CUES)
    for name in _WORDS:
        yield from _in_words(folder / f"{name}.txt")


def _in_file(path: Path, headings: tuple[str, ...], *, blocks: bool = False) -> Iterator[ContentError]:
    try:
        table = read(path).table(*headings, need=headings)
    except ContentError as error:
        yield error
        return
    for node in table.values():
        try:
            found = list(_block(node) if blocks else ((item.line, item.text()) for item in node.items()))
        except ContentError as error:  # such as a bare no, which YAML reads as false
            yield error
            continue
        yield from _each(path, found)


def _block(node: Node) -> Iterator[tuple[int, str]]:
    """The words of a text that goes over many lines, each with its line."""
    wanted = node.text()
    for number, line in enumerate(node.file.read_text(encoding="utf-8").splitlines()[node.line :], node.line + 1):
        if not line.startswith(" "):
            break
        yield from ((number, word) for word in line.split())
    if not wanted:
        raise node.wrong("expected words")


def _in_words(path: Path) -> Iterator[ContentError]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        yield ContentError(path, 1, "the file cannot be read")
        return
    yield from _each(path, ((at, word) for at, line in enumerate(lines, 1) if line[:1] != "#" for word in line.split()))


def _each(path: Path, words: Iterator[tuple[int, str]] | list[tuple[int, str]]) -> Iterator[ContentError]:
    seen: dict[str, int] = {}
    for line, word in words:
        if not _SMALL.fullmatch(word):
            yield ContentError(path, line, f"{word!r} should be in small letters, with no mark but ' - & . /")
        if word in seen:
            yield ContentError(path, line, f"{word!r} is on this list already, in line {seen[word]}")
        seen[word] = line
