"""What Rasa is given to read: whatever is typed, never an order, never too long, never nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.ask import LONGEST, plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("what is consent", "what is consent"),
        ("yes/no", "yes/no"),
        ("/restart", "restart"),
        (" \t\r\n/restart", "restart"),
        ("\u200b\u2060\ufeff/restart", "restart"),
        ("\u00a0\u3000/ / //restart", "restart"),
        ("\x00\x1c\x85/restart", "restart"),
        ("\u202e/restart", "restart"),
        ("/", "?"),
        ("", "?"),
        (" \u200b ", "?"),
        ("a\n\n\nb", "a b"),
        ("/" * 5_000 + "hi", "hi"),
        ("x" * 5_000, "x" * LONGEST),
    ],
)
def test_rows(text: str, read: str) -> None:
    assert plain(text) == read


@given(st.text())
def test_never_an_order_whatever_is_stripped(text: str) -> None:
    """Rasa strips white space, then looks for a slash. A reader that strips more than Rasa finds none either."""
    read = plain(text)
    assert not re.sub(r"^[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+", "", read).startswith("/")
    assert 0 < len(read) <= LONGEST


@given(st.text(alphabet=" /\u200b\ufeff\u2028\n\tab", max_size=12))
def test_never_an_order_for_the_worst_letters(text: str) -> None:
    assert plain(text)[0] in "ab?"
