"""A referral pack as PDF. The pack's values in, bytes out.

Never drops a letter in silence: what its fonts do not have is named (an emoji) or marked, and the foot says how many.
"""

import unicodedata
from datetime import datetime

from fpdf import FPDF

from bot.desk.pack import Values
from bot.desk.pack_lines import parts, when
from bot.paper import Paper

_GREY, _BLACK = (85, 94, 104), (0, 0, 0)


def as_pack_pdf(values: Values) -> bytes:
    """A4, every part, and lines to fill in by hand."""
    mark = "PRACTICE, NOBODY REAL. " if values["practice"] else ""
    pages = Paper(printable(f"{mark}Confidential. Send it only by a secure way.")[0])
    pages.set_title("Referral pack")  # no name, and no case: titles are shown in lists of files
    pages.set_creation_date(datetime.fromisoformat(values["made"]["at"]))
    pages.add_page()
    lost = _say(pages, f"{mark}Referral pack", 18, "B")
    lost += _say(
        pages,
        f"Made by {values['made']['by']}, {when(values['made']['at'])}. The screen finds words; people judged what is answered.",
    )
    if values["left"]:
        lost += _say(pages, f"DRAFT. Still to be written: {'; '.join(values['left'])}.", 10, "B")
    for part in parts(values):
        _heading(pages, part.title)
        for line in part.lines:
            words = f"“{line.text}”" if line.quote else line.text
            lost += _say(pages, f"{line.name}: {words}", 10, "I" if line.quote else "")
            if line.by:
                pages.set_text_color(*_GREY)
                lost += _say(pages, line.by, 8)
                pages.set_text_color(*_BLACK)
        if not part.lines:
            _say(pages, "Nothing is written here.")
    _heading(pages, "To fill in by hand, only as told")
    for blank in values["to_fill"]:
        _say(pages, f"{blank[:1].upper()}{blank[1:]}:")
        pages.ln(7)
    if lost:
        _say(
            pages,
            f"{lost} letters are not in this print's fonts; each is marked [?]. The page and the JSON file have them all.",
            10,
            "B",
        )
    return bytes(pages.output())


def printable(text: str) -> tuple[str, int]:
    """The text in letters the fonts have: an emoji by its name, other letters as `[?]`, and how many of those there are."""
    out, lost = [], 0
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter == "\n" or (kind[0] != "C" and letter.encode("cp1252", "ignore")):
            out.append(letter)
        elif letter == "\t" or kind[0] == "Z":
            out.append(" ")
        elif kind in ("So", "Sk", "Sm") and letter != "\ufffd":
            out.append(f"[{unicodedata.name(letter, 'sign').lower()}]")
        elif kind not in ("Cf", "Mn", "Me") or letter == "\ufffd":  # those only join and turn letters
            out.append("[?]")
            lost += 1
    return "".join(out), lost


def _heading(pages: FPDF, words: str) -> None:
    if pages.will_page_break(30):
        pages.add_page()
    pages.ln(3)
    _say(pages, words, 13, "B")


def _say(pages: FPDF, words: str, size: int = 10, style: str = "") -> int:
    plain, lost = printable(words)
    pages.set_font("Helvetica", style, size)
    pages.multi_cell(0, size * 0.5, plain, align="L", new_x="LMARGIN", new_y="NEXT")
    pages.ln(0.6)
    return lost
