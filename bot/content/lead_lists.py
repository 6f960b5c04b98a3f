"""What leads work with at the desk: the questions of a review, and when a worker is asked to pause. A node in, values out.

Never holds anything of a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.content.reader import Node

ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No", "cannot_tell": "Cannot tell"}
_ID = re.compile(r"[a-z_]{1,40}")
_MOST_DAYS = 365  # as long as a closed case is kept


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """`days` back a sample is drawn from, `most` cases at once, and the questions by id."""

    days: int
    most: int
    questions: Mapping[str, str]

    @classmethod
    def of(cls, node: Node) -> "ReviewForm":
        """Raises `ContentError`."""
        table = node.table(need=("days", "most", "questions"))
        questions = {}
        for name, question in table["questions"].table().items():
            if not _ID.fullmatch(name):
                raise question.wrong(f"{name!r}: an id is small letters and _, 40 at most")
            questions[name] = question.text()
        if not questions:
            raise table["questions"].wrong("a review asks something")
        return cls(whole(table["days"], _MOST_DAYS), whole(table["most"], 50), questions)


@dataclass(frozen=True, slots=True)
class Pause:
    """After how many cases of high harm in one shift a worker is asked to pause, for how long, and in what words."""

    after: int
    long: timedelta
    words: str

    @classmethod
    def of(cls, node: Node) -> "Pause":
        """Raises `ContentError`."""
        table = node.table(need=("high_harm_in_shift", "minutes", "words"))
        return cls(whole(table["high_harm_in_shift"], 50), timedelta(minutes=whole(table["minutes"], 240)), table["words"].text())


@dataclass(frozen=True, slots=True)
class BlockList:
    """For how many days a break from a contact may last at most, and why: names by id."""

    most_days: int
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, node: Node) -> "BlockList":
        """Raises `ContentError`."""
        table = node.table(need=("most_days", "reasons"))
        reasons = {name: reason.text() for name, reason in table["reasons"].table().items()}
        if wrong := [name for name in reasons if not _ID.fullmatch(name)]:
            raise table["reasons"].wrong(f"{wrong[0]!r}: an id is small letters and _, 40 at most")
        return cls(whole(table["most_days"], 30), reasons)


def whole(node: Node, most: int) -> int:
    """A whole number from 1 to `most`. Raises `ContentError`."""
    if isinstance(node.value, bool) or not isinstance(node.value, int) or not 1 <= node.value <= most:
        raise node.wrong(f"expected a whole number from 1 to {most}")
    return node.value
