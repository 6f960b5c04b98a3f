"""Real questions and what would help. A folder of CSVs and our table of row numbers in, questions out.

Never keeps or prints a text: they are other people's words, lent to this machine, and no part of the project.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("questions.yml")
COUNSEL = "counsel_questions.csv"
OTHERS = "oos_requests.csv"  # requests to an assistant: nothing in there is for Lev


@dataclass(frozen=True, slots=True)
class Question:
    """`helps` are the topics that would help, the best first; empty where Lev has none."""

    text: str
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Those with a topic, those of people in need that no topic answers, and those that are for another machine."""

    ours: tuple[Question, ...]
    not_ours: tuple[Question, ...]
    others: tuple[Question, ...]


def load_table(path: Path = TABLE) -> dict[str, tuple[str, ...]]:
    """For every row's id the topics that would help, the best first. Refuses a row with two best topics."""
    return read_table(yaml.safe_load(path.read_text(encoding="utf-8")))


def read_table(table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """As `load_table`, of what was read."""
    best, also, none = table["best"], table["also"], table["none"]
    assert isinstance(best, dict) and isinstance(also, dict) and isinstance(none, list)
    helps: dict[str, tuple[str, ...]] = {}
    for topics, rows in [*(((topic,), rows) for topic, rows in best.items()), ((), none)]:
        for row in rows:
            if row in helps:
                raise ValueError(f"{row} is named twice")
            helps[row] = topics
    for topic, rows in also.items():
        for row in rows:
            if not helps.get(row) or topic in helps[row]:
                raise ValueError(f"{row} cannot have {topic} as well")
            helps[row] += (topic,)
    return helps


def load_questions(folder: Path) -> Questions:
    """Refuses a row of which our table does not know what would help."""
    table = load_table()
    asked = [Question(row["text"], table[row["id"]]) for row in rows(folder / COUNSEL)]
    others = [Question(row["text"], ()) for row in rows(folder / OTHERS)]
    ours, not_ours = [q for q in asked if q.helps], [q for q in asked if not q.helps]
    return Questions(tuple(ours), tuple(not_ours), tuple(others))


def lent(folder: Path | None) -> bool:
    """Whether the texts are here."""
    return folder is not None and all((folder / name).is_file() for name in (COUNSEL, OTHERS))


def rows(path: Path) -> list[dict[str, str]]:
    """A lent CSV, each line by its column names."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
