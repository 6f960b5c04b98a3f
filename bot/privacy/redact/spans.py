"""What was found in a text and where. Pieces that overlap in, pieces in order and apart out.

Never loses a character that any rule wanted out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can tell of somebody."""

    NAME = "name"
    PLACE = "place"
    SCHOOL = "school"
    HANDLE = "handle"
    NUMBER = "number"
    BIRTH = "date of birth"
    PHONE = "phone"
    EMAIL = "e-mail"
    POSTCODE = "postcode"
    NHS = "NHS number"
    URL = "web address"


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` should go, since it is of this kind."""

    start: int
    end: int
    kind: Kind


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order; where some overlap they become one, of the kind of the first to claim (the order they are given in)."""
    ranked = sorted(enumerate(spans), key=lambda pair: (pair[1].start, pair[1].end))
    out: list[tuple[int, Span]] = []
    for rank, span in ranked:
        if out and span.start < out[-1][1].end:
            before_rank, before = out[-1]
            kind = before.kind if before_rank <= rank else span.kind
            out[-1] = (min(rank, before_rank), Span(before.start, max(before.end, span.end), kind))
        else:
            out.append((rank, span))
    return tuple(span for _, span in out)
