"""What the screen is measured on: our own suite, a list it never saw, and folders of other people's texts that are lent.

Never prints a text, and never learns from one.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.advice.questions import rows
from bot.content.phrases import RiskWords
from bot.content.sentences import sentences
from bot.model.risk import Kind, Level
from bot.screen.cli import RISK_FOLDER

BLIND, THIRD = Path(__file__).parent / "blind", Path(__file__).parent / "third"
_UNREAD = "weak_"  # labels that no person read: in no figure
_MAY = frozenset({"distress"})  # may be found or not: low mood is a concern, stress is none


@dataclass(frozen=True, slots=True)
class Item:
    """A text with what should be found: at least `level`, of `kind` if it is known. `NONE` must be left alone."""

    text: str
    level: Level
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """A set. `fitted`: its texts were looked at while phrases were written. `everyday`: counts as false alarms."""

    name: str
    items: tuple[Item, ...]
    fitted: bool = False
    everyday: bool = False


def suite() -> list[Texts]:
    """Our own: the examples that are tests (fitted), and the list that was written after the last phrase and sentence."""
    words = RiskWords.load(RISK_FOLDER)
    ours = tuple(Item(example.text, example.level, example.kind) for example in words.examples)
    blind = tuple(Item(sentence.text, sentence.level, sentence.kind) for sentence in sentences(BLIND))
    third = tuple(Item(sentence.text, sentence.level, sentence.kind) for sentence in sentences(THIRD))
    return [
        Texts("own tests (must_flag, must_leave)", ours, fitted=True),
        Texts("own list, unseen", tuple(item for item in blind if item.kind)),
        Texts("own everyday list, unseen", tuple(item for item in blind if not item.kind), everyday=True),
        Texts("third writer's list, unseen", tuple(item for item in third if item.kind)),
        Texts("third writer's everyday list, unseen", tuple(item for item in third if not item.kind), everyday=True),
    ]


def lent(folder: Path | None) -> list[Texts]:
    """The CSVs of a folder (`id,text,label,source`), a set for each label that was read; nothing without a folder."""
    if folder is None or not folder.is_dir():
        return []
    found = []
    for path in sorted([*folder.glob("pos_*.csv"), *folder.glob("neg_*.csv"), *folder.glob("oos_*.csv")]):
        for label, texts in _by_label(path).items():
            if label.startswith(_UNREAD):
                continue
            level = Level.CONCERN if path.name.startswith("pos_") and label not in _MAY else Level.NONE
            items = tuple(Item(text, level) for text in texts)
            found.append(Texts(f"{path.stem}: {label}", items, fitted=True, everyday=path.stem == "neg_sms_uk"))
    return found


def _by_label(path: Path) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows(path):
        texts[row["label"]].append(row["text"])
    return dict(texts)
