"""Sentences as they also come: what was said is still there, and the same comes out each time."""

import pytest

from bot.screen.retyped import retyped

TEXTS = [f"number {n} keeps asking where we live" for n in range(300)]
QUIET = ["see you at the beach"]


def test_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert retyped(TEXTS, QUIET, 1) == retyped(TEXTS, QUIET, 1) != retyped(TEXTS, QUIET, 2)


def test_some_get_slips_some_company_and_some_both() -> None:
    again = retyped(TEXTS, QUIET, 1)
    beside = [QUIET[0] in text for text in again]
    said = [text.replace(f"{QUIET[0]}. ", "").replace(f". {QUIET[0]}", "") for text in again]
    slipped = [text != was for text, was in zip(said, TEXTS, strict=True)]
    counts = {(company, slip) for company, slip in zip(beside, slipped, strict=True)}
    assert {(True, False), (False, True), (True, True)} <= counts
    for text, was in zip(said, TEXTS, strict=True):
        if QUIET[0] not in text:
            assert abs(len(text) - len(was)) <= 2 + len(QUIET[0]) + 2 + len(" literally thanks")


def test_some_end_in_something_that_means_nothing() -> None:
    ends = [text.split()[-1] for text in retyped(TEXTS, QUIET, 1)]
    assert 10 < ends.count("lol") + ends.count("haha") + ends.count("xx") + ends.count("tbh") + ends.count("x") < 100


@pytest.mark.parametrize("text", ["", "no", "a b c", "😭", "x" * 2_000])
def test_whatever_the_text_nothing_breaks(text: str) -> None:
    for seed in range(20):
        assert isinstance(retyped([text], QUIET, seed)[0], str)
