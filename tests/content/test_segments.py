"""How many SMS parts a text takes: the published limits, to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.segments import Segments, count_segments

CASES = {
    "nothing": ("", "GSM-7", 0, 1),
    "one full part": ("a" * 160, "GSM-7", 160, 1),
    "one more makes two": ("a" * 161, "GSM-7", 161, 2),
    "two full parts": ("a" * 306, "GSM-7", 306, 2),
    "and three": ("a" * 307, "GSM-7", 307, 3),
    "a euro is two septets": ("€" * 80, "GSM-7", 160, 1),
    "and then one too many": ("€" * 80 + "a", "GSM-7", 161, 2),
    "brackets too": ("[~]", "GSM-7", 6, 1),
    "signs of the basic table": ("£@èéÄñÜ§¿\n", "GSM-7", 10, 1),
    "a curly apostrophe makes it wide": ("it’s" + "a" * 66, "UCS-2", 70, 1),
    "wide, one more": ("it’s" + "a" * 67, "UCS-2", 71, 2),
    "wide, two full parts": ("ŵ" * 134, "UCS-2", 134, 2),
    "wide, three": ("ŵ" * 135, "UCS-2", 135, 3),
    "an emoji is two units": ("👍" * 35, "UCS-2", 70, 1),
    "half an emoji is one": ("\ud83d", "UCS-2", 1, 1),
    "c with cedilla small is not in the table": ("ç", "UCS-2", 1, 1),
    "a euro is not torn apart between two parts": ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),
    "nor is an emoji": ("a" * 66 + "👍" + "a" * 66, "UCS-2", 134, 3),
    "nor is a backtick": ("`", "UCS-2", 1, 1),
}


@pytest.mark.parametrize(("text", "encoding", "units", "segments"), CASES.values(), ids=CASES.keys())
def test_what_a_text_takes(text: str, encoding: str, units: int, segments: int) -> None:
    assert count_segments(text) == Segments(encoding, units, segments)


@given(st.text(max_size=400), st.characters())
def test_more_text_never_takes_less(text: str, more: str) -> None:
    assert count_segments(text + more).segments >= count_segments(text).segments
    longer, shorter = count_segments(text + more), count_segments(text)
    assert longer.units > shorter.units or longer.encoding != shorter.encoding
