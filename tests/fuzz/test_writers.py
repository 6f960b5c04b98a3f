"""What Lev makes of anybody's text: a PDF, a cell, an SMS, a text without names. Any text in; never an error, never a lost letter."""

import csv
import io

from hypothesis import strategies as st

from bot.cell import plain_cell
from bot.desk.pack_pdf import _say, printable
from bot.paper import Paper
from bot.privacy.redact.redactor import standing
from channels.clean import clean_text
from channels.sms_parts import MOST_UNITS, pack
from tests.fuzz.rounds import tried
from tests.fuzz.test_parsers import ANY, SOME

SHARE = 1 / 6
TOLD = st.sampled_from(
    ["my name is zebedeena", "im from st ives", "07700 900123", "zeb at example dot org", "@zebzeb99", "TR1 2XX", "Mr O'Zeb-Smith's",
     "oh seven seven double oh nine hundred", "in year 9 at zeb school", "http://zeb.example/z"]
)  # fmt: skip
TEXTS = st.lists(ANY | SOME | TOLD | st.integers(1, 300).map(lambda times: "w" * times), max_size=6).map(" ".join)


def test_what_is_taken_out_of_a_text_leaves_the_rest_as_it_was() -> None:
    redactor = standing()

    def trial(text: str) -> None:
        text = clean_text(text)
        at = 0
        for span in redactor.found(text):
            assert at <= span.start < span.end <= len(text)
            at = span.end
        pieces = redactor.pieces(text)
        assert "".join(piece.text for piece in pieces) == text
        redactor.redacted(text).encode()

    tried(TEXTS, trial, share=SHARE)


def test_a_number_by_itself_is_taken_out_whatever_stands_around_it() -> None:
    redactor = standing()

    def trial(around: tuple[str, str]) -> None:
        for secret in ("07700 900123", "zeb@example.org"):
            assert secret not in redactor.redacted(clean_text(f"{around[0]} {secret} {around[1]}"))

    tried(st.tuples(SOME, SOME), trial, share=SHARE)


def test_a_pdf_can_be_made_of_any_text() -> None:
    def trial(text: str) -> None:
        pages = Paper(printable(text)[0][:80])
        pages.add_page()
        for size, style in ((18, "B"), (10, "I"), (8, "")):
            assert _say(pages, text, size, style) <= len(text)
        assert bytes(pages.output()).startswith(b"%PDF-")

    tried(TEXTS, trial, share=SHARE)


def test_a_cell_is_read_back_and_begins_no_formula() -> None:
    def trial(text: str) -> None:
        text, made = clean_text(text), io.StringIO(newline="")
        csv.writer(made).writerow([plain_cell(text), "end"])
        [[cell, end]] = csv.reader(io.StringIO(made.getvalue(), newline=""))
        assert (cell.removeprefix("'") if cell != text else cell, end) == (text, "end")
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))

    acts = st.tuples(st.sampled_from("=+-@\t\r\n＝＋－＠'"), SOME).map("".join)
    tried(TEXTS | acts, trial, share=SHARE)


def test_an_sms_of_any_text_is_counted() -> None:
    def trial(text: str) -> None:
        sent = pack(text)
        sent.body.encode()
        assert sent.segments >= 1
        assert sent.fits is (len(sent.body.encode("utf-16-le")) // 2 <= MOST_UNITS)
        limit = 153 if sent.encoding == "GSM-7" else 67
        assert sent.segments * max(limit, 160 if sent.segments == 1 else 0) >= (len(sent.body) if sent.encoding == "GSM-7" else 0)

    tried(TEXTS, trial, share=SHARE)
