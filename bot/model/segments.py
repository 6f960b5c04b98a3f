"""How many SMS segments a text takes. A text in, its encoding and segments out.

Never changes a text. Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and extension table), TS 23.040 (concatenation).
"""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")  # each is sent as an escape and a character: two septets
_GSM_ONE, _GSM_MANY = 160, 153  # septets; a part of several gives seven to its header
_UCS2_ONE, _UCS2_MANY = 70, 67  # 16-bit units


@dataclass(frozen=True, slots=True)
class Segments:
    """`units` are septets (GSM-7) or 16-bit units (UCS-2)."""

    encoding: str
    units: int
    segments: int


def count_segments(text: str) -> Segments:
    """What the text takes on the air. An empty text takes one segment, as networks bill it."""
    if all(character in _BASIC or character in _EXTENDED for character in text):
        sizes = [2 if character in _EXTENDED else 1 for character in text]
        return Segments("GSM-7", sum(sizes), _parts(sizes, _GSM_ONE, _GSM_MANY))
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return Segments("UCS-2", sum(sizes), _parts(sizes, _UCS2_ONE, _UCS2_MANY))


def _parts(sizes: list[int], one: int, many: int) -> int:
    if sum(sizes) <= one:
        return 1
    parts, left = 1, many
    for size in sizes:
        if size > left:  # what takes two is never torn apart between two parts
            parts, left = parts + 1, many
        left -= size
    return parts
