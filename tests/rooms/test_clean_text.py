"""Texts of any kind through `clean_text`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.clean import clean_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("he wont stop", "he wont stop"),
        ("a\0b", "ab"),
        ("\ud83d help", "\ufffd help"),
        ("help \ude00", "help \ufffd"),
        ("ok 😀", "ok 😀"),
        ("line one\nline two\t", "line one\nline two\t"),
    ],
    ids=["plain", "nul", "lone high", "lone low", "whole emoji stays", "white space stays"],
)
def test_clean_text(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(alphabet=st.characters(codec=None, categories=None)))
def test_anything_can_be_encoded_after(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert len(cleaned) == len(text) - text.count("\0")
