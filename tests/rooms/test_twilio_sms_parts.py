"""How a text is packed into an SMS: shorter where only punctuation changes, and never another word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.segments import count_segments
from channels.sms_parts import MOST_UNITS, Packed, pack

LONG = "It is not your fault, and you did the right thing by telling someone about it today. "


@pytest.mark.parametrize(
    ("text", "packed"),
    [
        ("", Packed("", "GSM-7", 1, True)),
        ("hello", Packed("hello", "GSM-7", 1, True)),
        ("a" * 160, Packed("a" * 160, "GSM-7", 1, True)),
        ("a" * 161, Packed("a" * 161, "GSM-7", 2, True)),
        ("€" * 80, Packed("€" * 80, "GSM-7", 1, True)),
        ("it’s ok", Packed("it’s ok", "UCS-2", 1, True)),
        (LONG + "it’s “ok” – really…", Packed(LONG + 'it\'s "ok" - really...', "GSM-7", 1, True)),
        (LONG + "it’s ok 👍", Packed(LONG + "it’s ok 👍", "UCS-2", 2, True)),
        (LONG + "ŵ’s", Packed(LONG + "ŵ’s", "UCS-2", 2, True)),
        ("a\0b\ud800", Packed("ab\ufffd", "UCS-2", 1, True)),
    ],
    ids=["nothing", "short", "one full", "two", "each takes two", "one anyway", "curly", "emoji too", "Welsh w", "unsendable"],
)
def test_packing(text: str, packed: Packed) -> None:
    assert pack(text) == packed


@pytest.mark.parametrize(
    ("text", "fits"),
    [("a" * 1_600, True), ("a" * 1_601, False), ("👍" * 800, True), ("👍" * 801, False), ("’" + "a" * 1_599, True)],
)
def test_twilio_s_limit(text: str, fits: bool) -> None:
    assert pack(text).fits is fits


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_packing_never_costs_and_never_touches_a_letter(text: str) -> None:
    packed = pack(text)
    assert packed.segments == count_segments(packed.body).segments <= count_segments(text.replace("\0", "")).segments
    letters = [character for character in text if character.isalnum()]
    assert [character for character in packed.body if character.isalnum()] == letters
    assert packed.fits == (len(packed.body.encode("utf-16-le")) <= 2 * MOST_UNITS)
    assert pack(packed.body) == packed
