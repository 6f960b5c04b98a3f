"""The blanks a word may have, such as `[opens_at]`. A text and values in, the filled text out.

Never anything but these names: words hold no conditions and no code.
"""

import re

BLANKS = {
    "opens_at": "9am tomorrow",
    "closes_at": "5pm",
    "open_now": "Childline 0800 1111",
    "worker": "Tam",
    "services": "Childline 0800 1111",
}
"""Every blank, with an example for the checks."""

_BLANK = re.compile(r"\[([a-z_]+)\]")


def blanks_in(text: str) -> frozenset[str]:
    """The names of the blanks in a text."""
    return frozenset(_BLANK.findall(text))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with every blank filled. Raises `LookupError` for a blank without a value."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise LookupError(f"no value for the blank [{found[1]}]")
        return values[found[1]]

    return _BLANK.sub(value, text)
