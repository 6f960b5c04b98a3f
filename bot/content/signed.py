"""What was signed, as it was then. `data/signed.yml` and what it names in; wrong lines, and what is not signed as it stands, out.

Never counts a signature for words that changed after it: the line of whoever signed says which words those were.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.reader import ContentError, Node, read
from bot.content.signers import ROOT, owning, roles_of, signatures

SAFETY = ("data/words/safety.yml", "data/words/risk.yml", "data/risk/", "data/routes.yml")
"""What a young person in danger depends on, a file or a whole folder: these must be signed before anything else."""
HEARD = ("data/words/", "data/replies/", "data/pages/")
HOURS = ("data/hours.yml",)
"""What else young people hear, from Lev or from a worker at a press, or read: in earnest nothing of it is unsigned."""
_GROUP = 4  # hexadecimal digits between two dashes: no reader takes that for a number


@dataclass(frozen=True, slots=True)
class Signed:
    """One line: `file` is a file or a folder (with a slash at its end) from the project's root, `as_of` what it was then."""

    file: str
    by: str
    on: object
    as_of: str
    node: Node


def as_of(root: Path, file: str) -> str:
    """What a file, or everything in a folder, is now: 16 hexadecimal digits in groups. Raises `FileNotFoundError`."""
    mark, place = hashlib.sha256(), root / file
    every = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    for path in every:
        mark.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    found = mark.hexdigest()[:16]
    return "-".join(found[start : start + _GROUP] for start in range(0, len(found), _GROUP))


def lines(root: Path) -> dict[str, Signed]:
    """Every line by its file; none where there is no list. Raises `ContentError`."""
    path = root / "data" / "signed.yml"
    found: dict[str, Signed] = {}
    for node in read(path).table(need=("signed",))["signed"].items() if path.exists() else ():
        table = node.table(need=("file", "by", "on", "as_of"))
        one = Signed(table["file"].text(), table["by"].text(), table["on"].value, table["as_of"].text(), node)
        if one.file in found:
            raise node.wrong(f"{one.file} is here twice: keep the newer line")
        found[one.file] = one
    return found


def wrong_lines(root: Path, today: date) -> Iterator[ContentError]:
    """Lines of people who may not sign that, or about what is not there. Raises `ContentError`."""
    roles = roles_of(root, today)
    for one in lines(root).values():
        if not one.file.startswith("data/") or ".." in one.file or not (root / one.file).exists():
            yield one.node.wrong(f"there is no {one.file}")
        elif one.by not in roles:
            yield one.node.wrong(f"{one.by!r} may not sign: not in data/signers.yml")
        elif roles[one.by] not in owning(root, one.file):
            yield one.node.wrong(f"{one.by!r} may not sign this: CODEOWNERS names {', '.join(owning(root, one.file)) or 'nobody'}")
        elif not isinstance(one.on, date) or one.on > today:
            yield one.node.wrong("`on` is the day on which they signed, not one to come")


def signatures_to_do(root: Path) -> Iterator[str]:
    """What of the words for somebody in danger nobody has signed as it stands, and what changed since. Raises `ContentError`."""
    state = _State(root)
    if waiting := [file for file in SAFETY if (root / file).exists() and not state.signed(file)]:
        yield f"NOT SIGNED OFF, and young people in danger depend on it: {', '.join(waiting)}."
    if stale := sorted(state.old | {file for file in state.named if not state.covers(file)}):
        yield f"SIGNED, BUT NOT AS IT STANDS NOW: {', '.join(stale)}. Read again, then `make sign FILE=...` (docs/authors.md)."


def heard_to_do(root: Path) -> Iterator[str]:
    """What else young people hear or read that nobody has signed as it stands. Raises `ContentError`."""
    state = _State(root)
    files = [path.relative_to(root).as_posix() for place in HEARD for path in sorted((root / place).rglob("*.yml"))]
    if waiting := [file for file in (*files, *HOURS) if (root / file).exists() and file not in SAFETY and not state.signed(file)]:
        yield f"NOT SIGNED OFF, and young people hear or read it: {', '.join(waiting)}."


class _State:
    """`old` are lines of what changed since; `named` are files with a person's name; a folder's line is for all in it."""

    def __init__(self, root: Path) -> None:
        there, every = lines(root), list(signatures(root))
        self._current = {file for file, one in there.items() if (root / file).exists() and as_of(root, file) == one.as_of}
        self._pending = {one.file for one in every if one.pending}
        self.old = {*there} - self._current
        self.named = {one.file for one in every if not one.pending}

    def covers(self, file: str) -> bool:
        """Whether a line that still fits is about it."""
        return any(file == one or (one.endswith("/") and file.startswith(one)) for one in self._current)

    def signed(self, file: str) -> bool:
        """Whether no name in it is pending, and somebody read it as it is."""
        return file not in self._pending and self.covers(file)


def look_for_signatures(signed_only: bool, root: Path = ROOT) -> None:
    """Before Lev serves anybody: says plainly what is unsigned, or raises `ContentError` for it when only signed words may run."""
    for what in (*signatures_to_do(root), *heard_to_do(root)):
        if signed_only:
            raise ContentError(root / "data", 1, f"{what} LEV_SIGNED_ONLY=yes lets nobody hear it.")
        logging.getLogger(__name__).warning(what)
