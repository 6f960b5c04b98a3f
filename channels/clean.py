"""Makes any text safe to keep and to encode. Text as it came in, the same text without what no store can hold out.

Never refuses and never shortens: a young person's words are kept, however they were typed.
"""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def clean_text(text: str) -> str:
    """The text without NULs, and with each lone surrogate (half a character, from a broken emoji) as U+FFFD."""
    return _LONE_SURROGATE.sub(_REPLACEMENT, text.replace("\0", ""))
