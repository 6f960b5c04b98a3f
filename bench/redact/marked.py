"""Sentences with marks. A file with `[kind words]` in; texts and pieces out.

Never guesses: an unknown kind is an error.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.privacy.redact.spans import Kind, Span

HERE = Path(__file__).parent
_KINDS = {
    "name": Kind.NAME, "place": Kind.PLACE, "school": Kind.SCHOOL, "handle": Kind.HANDLE, "number": Kind.NUMBER,
    "birth": Kind.BIRTH,
    "phone": Kind.PHONE, "email": Kind.EMAIL, "postcode": Kind.POSTCODE, "nhs": Kind.NHS, "url": Kind.URL,
}  # fmt: skip
_MARK = re.compile(r"\[(\w+) ([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, what must go, and whether it is in young people's spelling."""

    text: str
    spans: tuple[Span, ...]
    young: bool


def marked(name: str) -> list[Marked]:
    """`dev`, `held_out`, `fresh` or `third`. Raises `KeyError` on an unknown kind."""
    out: list[Marked] = []
    young = False
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            young = young or "young" in line
            continue
        text, spans, at = "", [], 0
        for hit in _MARK.finditer(line):
            text += line[at : hit.start()]
            spans.append(Span(len(text), len(text) + len(hit[2]), _KINDS[hit[1]]))
            text += hit[2]
            at = hit.end()
        out.append(Marked(text + line[at:], tuple(spans), young))
    return out
