"""Takes out what could tell of somebody. A text in; what was found, and the text without it, out.

Never changes what it does not take out, and never decides alone: a person reads before anybody else does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.privacy.redact.codes import Codes
from bot.privacy.redact.handles import Handles
from bot.privacy.redact.lists import Lists
from bot.privacy.redact.patterns import Patterns
from bot.privacy.redact.people import People
from bot.privacy.redact.places import Places
from bot.privacy.redact.recogniser import Recogniser
from bot.privacy.redact.spans import Kind, Span, apart
from bot.privacy.redact.spoken import Spoken
from bot.privacy.redact.words import words

LISTS = Path(__file__).parents[3] / "data" / "redact"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text as it was written; `kind` is what was found in it, if anything."""

    text: str
    kind: Kind | None


class Redactor:
    """Safe to share between threads."""

    def __init__(self, folder: Path, *, recognises: bool = True, without: Collection[str] = ()) -> None:
        """`folder` is `data/redact`. To learn and to measure: rules alone, and lists `without` some names."""
        lists = Lists(folder, without)
        self._by_form = (Patterns(lists), Spoken(lists), Handles(lists), Codes(lists))
        self._places, self._people = Places(lists), People(lists)
        self._recogniser = Recogniser(lists) if recognises else None

    def found(self, text: str) -> tuple[Span, ...]:
        """What should go, in order; offsets are into `text`."""
        by_form = [span for rule in self._by_form for span in rule.found(text)]
        run = words(text)
        learnt = self._recogniser.found(run) if self._recogniser else ()
        return apart([*by_form, *self._places.found(run), *self._people.found(run), *learnt])

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The whole text in order, cut where something was found."""
        out: list[Piece] = []
        at = 0
        for span in self.found(text):
            if span.start > at:
                out.append(Piece(text[at : span.start], None))
            out.append(Piece(text[span.start : span.end], span.kind))
            at = span.end
        return (*out, Piece(text[at:], None)) if at < len(text) or not out else tuple(out)

    def redacted(self, text: str) -> str:
        """The text with `[name]`, `[place]`… where something was."""
        return "".join(f"[{piece.kind}]" if piece.kind else piece.text for piece in self.pieces(text))


@cache
def standing() -> Redactor:
    """The one over our own lists. Raises what reading them raises, so that a house with broken lists does not start."""
    return Redactor(LISTS)
