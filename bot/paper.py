"""The paper that PDFs are drawn on: A4, margins and a numbered foot. What stands at the foot in; pages to draw on out.

Never loaded before a PDF is asked for: what draws takes some 18 MB.
"""

from fpdf import FPDF


class Paper(FPDF):
    """`foot` is in letters the fonts have."""

    def __init__(self, foot: str) -> None:
        super().__init__(format="A4")
        self._foot = foot
        self.core_fonts_encoding = "cp1252"
        self.set_auto_page_break(auto=True, margin=18)
        self.set_margin(16)
        self.set_lang("en-GB")

    def footer(self) -> None:
        """The foot, with the page's number."""
        self.set_y(-13)
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, f"{self._foot}   {self.page_no()}", align="C")
