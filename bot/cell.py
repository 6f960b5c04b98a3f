"""A cell of a table that somebody opens as a spreadsheet. A text in, one that no spreadsheet runs out.

Never changes a text that no spreadsheet would take for a formula, and never loses a letter.
"""

# What spreadsheets act on at the start of a cell (OWASP, CSV injection), the full-width forms of East Asian keyboards among them.
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before it where it would be run."""
    return f"'{text}" if text.startswith(_ACTS) else text
