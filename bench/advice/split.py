"""Our own sentences, four fifths to learn from and one to be asked. Rasa's NLU files in, one such file and test sentences out.

Never writes where it read, and never splits otherwise from one run to the next.
"""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

SEED = 7
TESTED = 0.2
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")  # [truro](place)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Examples by intent, as written; `rest` are lookups, synonyms and the like, which every model learns from."""

    by_intent: Mapping[str, tuple[str, ...]]
    rest: tuple[Mapping[str, object], ...] = ()

    @property
    def count(self) -> int:
        """Of the examples."""
        return sum(map(len, self.by_intent.values()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence held back, as a person would type it."""

    text: str
    intent: str


def read_sentences(folder: Path) -> Sentences:
    """All files of a folder as one."""
    parts: list[Mapping[str, object]] = []
    for path in sorted(folder.rglob("*.y*ml")):
        parts += yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    return gathered(parts)


def gathered(parts: Iterable[Mapping[str, object]]) -> Sentences:
    """One intent may be spread over many parts; the same sentence counts once."""
    by_intent: dict[str, dict[str, None]] = {}
    rest: list[Mapping[str, object]] = []
    for part in parts:
        if "intent" not in part:
            rest.append(part)
            continue
        examples = part["examples"]
        assert isinstance(examples, str), part["intent"]
        lines = (line.strip().removeprefix("-").strip() for line in examples.splitlines())
        by_intent.setdefault(str(part["intent"]), {}).update(dict.fromkeys(line for line in lines if line))
    return Sentences({intent: tuple(lines) for intent, lines in by_intent.items()}, tuple(rest))


def split(sentences: Sentences, seed: int = SEED, tested: float = TESTED) -> tuple[Sentences, tuple[Asked, ...]]:
    """Of every intent the same share, and at least one, is held back."""
    chance = random.Random(seed)
    learnt: dict[str, tuple[str, ...]] = {}
    asked: list[Asked] = []
    for intent, lines in sorted(sentences.by_intent.items()):
        mixed = chance.sample(lines, len(lines))
        back = max(1, round(len(lines) * tested)) if len(lines) > 1 else 0
        learnt[intent] = tuple(mixed[back:])
        asked += [Asked(plain(line), intent) for line in mixed[:back]]
    return Sentences(learnt, sentences.rest), tuple(asked)


def plain(line: str) -> str:
    """Without the marks of entities."""
    return _MARKED.sub(r"\1", line)


def write_sentences(sentences: Sentences, path: Path) -> None:
    """As Rasa reads them."""
    parts: list[Mapping[str, object]] = [
        {"intent": intent, "examples": "".join(f"- {line}\n" for line in lines)} for intent, lines in sentences.by_intent.items()
    ]
    parts += sentences.rest
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": parts}, allow_unicode=True, sort_keys=False), encoding="utf-8")
