"""Learns a `RiskReader` from sentences. What each is a sign of in, the reader out, the same for the same sentences.

Never run while young people wait: it takes some minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.meaning.last_steps import Floats
from bot.meaning.learn import learned
from bot.meaning.learn_nearness import learned_nearness
from bot.meaning.learn_taught import taught
from bot.meaning.learn_wordings import learned_wordings
from bot.meaning.risk import Bars, Parts, RiskReader, Sureness
from bot.meaning.taught import Taught
from bot.meaning.vectors import Sentences

TOGETHER = 3
"""So many are taught from different beginnings: their mean found five points more than one alone, five found no more."""

_FOLDS = 3
_CONCERN, _HIGH = 0.0076, 0.0035
"""Shares of held-back everyday texts above each bar: chosen on everyday texts of others (docs/screen.md)."""

_SEED = 20261124


@dataclass(frozen=True, slots=True)
class Lesson:
    """Sentences as they are shown: `shown` holds each text in some ways of typing it, plain, the way it was written first.

    `levels` (0 to 3) and `kinds` have one for each text; `everyday` marks those that stand for what most people send.
    """

    shown: Sequence[Sequence[str]]
    levels: NDArray[np.int_]
    kinds: Sequence[str]
    everyday: NDArray[np.bool_]

    @property
    def wanted(self) -> NDArray[np.bool_]:
        """For each text, whether it is any risk, and whether it is high."""
        return np.stack([self.levels > 0, self.levels > 1], axis=1)


def learned_risk(lesson: Lesson, sentences: Sentences) -> RiskReader:
    """Bars and sureness come from thirds of the sentences, each held back once: or it would be too sure of itself."""
    texts = [text for way in lesson.shown for text in way]
    gathered, last = sentences.gathered(texts)
    ways, count = len(lesson.shown), len(lesson.levels)

    def parts_of(rows: NDArray[np.intp]) -> Parts:
        every = np.concatenate([rows + way * count for way in range(ways)])
        wanted = np.tile(lesson.wanted[rows], (ways, 1))
        some = gathered.at(every)
        several = [taught(some, last, wanted, _SEED + n) for n in range(TOGETHER)]
        # In more than one sentence: what is shown three ways is still said once.
        worded = learned_wordings([texts[int(row)] for row in every], wanted, ways + 1)
        return Parts(Taught.together(several), worded, learned_nearness(last(gathered.at(rows)), lesson.wanted[rows]))

    def evidence(parts: Parts, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        return parts.weigh([texts[int(row)] for row in rows], gathered.at(rows), last)

    folds = np.random.default_rng(_SEED).permutation(count) % _FOLDS
    held = np.zeros((count, 2), np.float32)
    for fold in range(_FOLDS):
        back = np.flatnonzero(folds == fold)
        held[back] = evidence(parts_of(np.flatnonzero(folds != fold)), back)[1]
    sureness = _sureness(held, lesson.wanted)
    parts = parts_of(np.arange(count))
    risky = np.flatnonzero(lesson.levels > 0)
    kind = learned(evidence(parts, risky)[0], [lesson.kinds[int(row)] for row in risky], near_enough=1e-4)
    return RiskReader(parts, sureness, _bars(sureness(held)[lesson.everyday]), kind)


def _sureness(evidence: Floats, wanted: NDArray[np.bool_]) -> Sureness:
    from sklearn.linear_model import LogisticRegression  # half a second to import: only for who learns

    shares = [LogisticRegression(C=100.0).fit(evidence[:, [head]], wanted[:, head]) for head in range(2)]
    steep = np.array([float(one.coef_[0, 0]) for one in shares], np.float32)
    return Sureness(np.array([-float(one.intercept_[0]) for one in shares], np.float32) / steep, steep)


def _bars(quiet: Floats) -> Bars:
    return Bars(float(np.quantile(quiet[:, 0], 1 - _CONCERN)), float(np.quantile(quiet[:, 1], 1 - _HIGH)))
