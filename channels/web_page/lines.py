"""Phone numbers in what we say become links to press, for pages without scripts. Text in, safe HTML out.

Never used on what a young person wrote, and never lets a character through unescaped. `assets/numbers.js` does the same.
"""

import re

from markupsafe import Markup, escape

_NUMBER = re.compile(
    r"\b(SHOUT to 85258|999|111|101|116 ?\d{3}|0\d{3,4} ?\d{3,4}(?: ?\d{3,4})?)\b(?![-–/:.%]?\d)",
    re.ASCII,
)


def with_numbers(text: str) -> Markup:
    """The text with each number it knows as a `tel:` link, or an `sms:` link for Shout."""
    made, start = Markup(), 0
    for found in _NUMBER.finditer(text):
        number = found[0]
        link = "sms:85258" if number.startswith("SHOUT") else f"tel:{number.replace(' ', '')}"
        made += escape(text[start : found.start()]) + Markup('<a href="{}">{}</a>').format(link, number)
        start = found.end()
    return made + escape(text[start:])
