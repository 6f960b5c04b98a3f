"""Asks the screen and its peers. Texts in, plain figures out.

Never keeps a text longer than it takes to ask.
"""

import gc
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.screen.figures import Share, share
from bench.screen.peers import Peer
from bench.screen.sets import Item, Texts
from bench.screen.ways import WAYS
from bot.model.risk import Assessment, Kind, Level, Rule
from bot.screen.assess import Screen

SEED = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A set with what was found in each text."""

    texts: Texts
    found: tuple[Assessment, ...]

    def at(self, level: Level, wanted: Level = Level.NONE) -> Share:
        """How many of the texts that should be found at `wanted` or more (all, for `NONE`) are found at `level` or more."""
        return share(found.level >= level for item, found in self.pairs() if item.level >= wanted)

    def left_alone(self, level: Level) -> Share:
        """How many of the texts that must be left alone are found at `level` or more."""
        return share(found.level >= level for item, found in self.pairs() if item.level is Level.NONE)

    def pairs(self) -> list[tuple[Item, Assessment]]:
        """Each text with what was found."""
        return list(zip(self.texts.items, self.found, strict=True))


def asked(screen: Screen, texts: Texts) -> Asked:
    """Every text of a set, each alone."""
    return Asked(texts, tuple(screen.assess(item.text) for item in texts.items))


@dataclass(frozen=True, slots=True)
class OfKind:
    """For one kind: recall of any risk, of high where high was wanted, and how often the kind itself is named.

    `precise`: of all texts in which this kind was named, those that are a risk at all. `second`: by the second opinion alone.
    """

    recall: Share
    high: Share
    named: Share
    precise: Share
    second: Share


def by_kind(sets: Sequence[Asked]) -> dict[Kind, OfKind]:
    """Over all sets whose kinds are known."""
    pairs = [pair for one in sets for pair in one.pairs()]
    found: dict[Kind, OfKind] = {}
    for kind in Kind:
        risky = [(item, was) for item, was in pairs if item.kind is kind and item.level]
        if not risky:
            continue
        found[kind] = OfKind(
            share(was.level >= Level.CONCERN for _, was in risky),
            share(was.level >= Level.HIGH for item, was in risky if item.level >= Level.HIGH),
            share(kind in was.kinds for _, was in risky),
            share(item.level > Level.NONE for item, was in pairs if kind in was.kinds),
            share(bool(was.findings) and {f.rule for f in was.findings} == {Rule.SECOND_OPINION} for _, was in risky),
        )
    return found


def precision(sets: Sequence[Asked], level: Level) -> Share:
    """Of all that is found at `level` or more, how much should be found at all."""
    return share(item.level > Level.NONE for one in sets for item, was in one.pairs() if was.level >= level)


def typed_differently(screen: Screen, items: Sequence[Item]) -> dict[str, tuple[Share, Share]]:
    """For each way of typing: recall of any risk, and of high where high was wanted. A burst counts by its worst text."""
    found: dict[str, tuple[Share, Share]] = {}
    for name, way in {"as written": None, **WAYS}.items():
        dice = random.Random(SEED)
        levels = []
        for item in items:
            typed = way(item.text, dice) if way else item.text
            levels.append(_worst(screen, [typed] if isinstance(typed, str) else typed))
        high = share(level >= Level.HIGH for item, level in zip(items, levels, strict=True) if item.level >= Level.HIGH)
        found[name] = share(level >= Level.CONCERN for level in levels), high
    return found


def _worst(screen: Screen, burst: Sequence[str]) -> Level:
    return max(screen.assess(text, burst[:n]).level for n, text in enumerate(burst))


def beside(peer: Peer, risky: Sequence[Texts], harmless: Sequence[Asked]) -> tuple[float, list[Share]]:
    """A peer at the most false alarms that do not exceed Lev's: its false alarms a thousand, and its recall of each set."""
    quiet = [item.text for one in harmless for item in one.texts.items]
    allowed = sum(was.level > Level.NONE for one in harmless for was in one.found)
    wanted = [[item.text for item in one.items if item.level] for one in risky]
    scores = peer([*quiet, *(text for texts in wanted for text in texts)])
    of_quiet, rest = scores[: len(quiet)], scores[len(quiet) :]
    bar = float(np.sort(of_quiet)[::-1][allowed])  # as many as Lev lie above it
    ends = np.cumsum([len(texts) for texts in wanted])[:-1]
    return float((of_quiet > bar).mean() * 1000), [share(part > bar) for part in np.split(rest, ends)]


def times(screen: Screen, texts: Sequence[str]) -> tuple[float, float]:
    """Middle and 99th of 100, in milliseconds of one processor, one text after another.

    Not by the clock: on a machine that does other things as well the clock counts those too.
    """
    gc.collect()
    gc.freeze()  # as the reading process does: what is loaded is not looked through again
    took = []
    for text in texts:
        begun = time.thread_time()
        screen.assess(text)
        took.append((time.thread_time() - begun) * 1000)
    return float(np.percentile(took, 50)), float(np.percentile(took, 99))
