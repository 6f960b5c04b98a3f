"""How well questions of one meaning are put together, at several nearnesses. Made-up questions and topics in, a table out.

It never reads what anybody asked. Run: python -m bench.asked_again
"""

from itertools import combinations
from pathlib import Path

import numpy as np

from bench.card import table
from bot.content.examples import examples
from bot.meaning.groups import NEAR, grouped
from bot.meaning.vectors import Sentences, Vectors
from bot.setting_checks import ROOT

HERE = Path(__file__).parent
TRIED = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
_EACH = 4  # ways to ask that are taken of each topic: as many as each made-up question has


def questions() -> list[tuple[int, str]]:
    """Each way to ask, with the number of its question."""
    text = (HERE / "asked_again.txt").read_text(encoding="utf-8").partition("\n")[2]
    return [(at, line) for at, part in enumerate(text.strip().split("\n\n")) for line in part.splitlines()]


def topics() -> list[tuple[int, str]]:
    """The same of Lev's own topics: a topic is wider than one question, so fewer of its pairs should be near."""
    of: dict[str, list[str]] = {}
    for example in examples(ROOT / "data" / "nlu"):
        of.setdefault(example.name, []).append(example.text)
    return [(at, text) for at, name in enumerate(sorted(of)) for text in of[name][-_EACH:]]


def pairs(asked: list[tuple[int, str]], vectors: Vectors, near: float) -> tuple[float, float, float, float]:
    """Shares of pairs: right among near ones, near among right ones; then the same of pairs put into one group."""
    same = {(a, b) for a, b in combinations(range(len(asked)), 2) if asked[a][0] == asked[b][0]}
    first, second = np.where(np.triu(vectors @ vectors.T >= near, 1))
    close = set(zip(first.tolist(), second.tolist(), strict=True))
    together = {pair for rows in grouped(vectors, near) for pair in combinations(sorted(rows), 2)}
    return (*_shares(close, same), *_shares(together, same))


def _shares(found: set[tuple[int, int]], same: set[tuple[int, int]]) -> tuple[float, float]:
    right = len(found & same)
    return right / max(len(found), 1), right / len(same)


if __name__ == "__main__":
    sentences = Sentences()
    head = ("nearness", "near pairs: right", "found", "pairs in one group: right", "found")
    for name, asked in (("made-up questions", questions()), ("Lev's own topics", topics())):
        vectors = sentences.vectors([text for _, text in asked])
        rows = [
            (f"{near}{' (in use)' if near == NEAR else ''}", *(f"{x:.0%}" for x in pairs(asked, vectors, near))) for near in TRIED
        ]
        print(f"{len({at for at, _ in asked})} {name}, {len(asked)} ways to ask\n\n{table(head, rows)}\n")
