"""The small words by which a language is noticed. `data/languages/known.yml` in; words by the language's English name out.

Never a list that could not tell: each needs enough words, written as plain words.
"""

from collections.abc import Mapping
from pathlib import Path

from bot.content.reader import Node, read

FEWEST = 30  # words of a list: with fewer, three in one text are rare


def load_known(file: Path) -> Mapping[str, tuple[str, ...]]:
    """Raises `ContentError`."""
    return {name: _words(name, node) for name, node in read(file).table().items()}


def known_beside(risk: Path) -> Mapping[str, tuple[str, ...]]:
    """The list beside a `data/risk`; empty for rules that stand alone (Lev itself does not start without its languages)."""
    folder = risk.parent / "languages"
    return load_known(folder / "known.yml") if folder.exists() else {}


def _words(name: str, node: Node) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(node.text().split()))
    if wrong := [word for word in words if not word.replace("'", "").isalpha()]:
        raise node.wrong(f"{name}: {wrong[0]!r} is no plain word")
    if len(words) < FEWEST:
        raise node.wrong(f"{name}: {len(words)} words; {FEWEST} at least, or it would hardly ever be noticed")
    return words
