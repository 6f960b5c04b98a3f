"""On which rules and safety words the published figures were measured. A project's root in; a digest, or what is out of date, out.

Never judges the figures: it only says whether they are about what lies beside them.
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.reader import ContentError
from bot.content.signers import ROOT

_WORDS = ("safety.yml", "risk.yml")
_PAGE = "docs/screen.md"
_SAID = re.compile(r"Measured on `data/risk` and the safety words as of `([0-9a-f]{16})`")


def digest(root: Path) -> str:
    """16 hexadecimal digits of every file under `data/risk` and of the safety words."""
    mark = hashlib.sha256()
    files = [path for path in (root / "data" / "risk").rglob("*") if path.is_file() and not path.name.startswith(".")]
    for path in sorted([*files, *(root / "data" / "words" / name for name in _WORDS)]):
        mark.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return mark.hexdigest()[:16]


def said(root: Path) -> str:
    """The line that stands with the figures."""
    return f"Measured on `data/risk` and the safety words as of `{digest(root)}`."


def figures_to_do(root: Path) -> Iterator[str]:
    """Whether docs/screen.md is about another data/risk, other safety words, or does not say."""
    page = root / _PAGE
    if not page.exists():
        return  # a copy of data/ alone
    found = _SAID.search(page.read_text(encoding="utf-8"))
    if found is None or found[1] != digest(root):
        when = "do not say on what they were measured" if found is None else "were measured on other rules or words"
        yield f"The figures in docs/screen.md {when}: run `make eval-screen` before this is released."


def look_for_figures(in_earnest: bool, root: Path = ROOT) -> None:
    """Before Lev serves anybody: says that the figures are about something else, or raises `ContentError` for it in earnest."""
    missing = [] if (root / _PAGE).exists() else [f"There are no figures: {_PAGE} is missing."]
    for what in (*missing, *figures_to_do(root)):
        if in_earnest:
            raise ContentError(root / _PAGE, 1, f"{what} LEV_SIGNED_ONLY=yes lets nobody be screened by what nobody measured.")
        logging.getLogger(__name__).warning(what)
