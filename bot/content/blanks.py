"""The blanks a word may have, such as `[opens_at]`. A text and values in, the filled text out.

Never anything but these names: words hold no conditions and no code.
"""

import re

BLANKS = {
    "opens_at": "9.30am on Wednesday 30 September",
    "closes_at": "5.30pm",
    "until": "9.30am on Wednesday 30 September",
    "open_now": "Domestic Abuse Helpline 0808 2000 247, free, day and night",
    "page": "https://lev.example-council.gov.uk",
    "worker": "Anne-Marie Jane",
    "said": "The last bus leaves before the clinic in town shuts, so we can not go there after school or after work on most days.",
    "did": "We asked the bus company for a later bus. Since May there is one at six, and it stops at the door on every school day.",
    "services": "Childline 0800 1111, free, day and night\nDomestic Abuse Helpline 0808 2000 247, free, day and night",
}
"""Every blank, with an example that is about as long as they get: the length of a text is checked with these."""

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
