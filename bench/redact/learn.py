"""Teaches the recogniser: `make train-redact`. Sentences of our own in, `bot/privacy/redact/weights.bin` out.

Never reads a held-out set. The same sentences give the same weights.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bench.redact.made import Maker
from bench.redact.marked import Marked, marked
from bot.privacy.redact.features import SIZE, Features
from bot.privacy.redact.lists import Lists
from bot.privacy.redact.recogniser import KINDS, WEIGHTS, written
from bot.privacy.redact.spans import Kind
from bot.privacy.redact.words import words

DATA = Path("data")
_OWN_AGAIN = 8
"""How often each sentence of the tuning set counts: they are few, and as real as ours get."""

_FREEDOM = 0.3
_STEPS = 127  # weights are kept as whole numbers from -127 to 127: a quarter of the size


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.redact.learn", description="Teach the recogniser of redaction.")
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--without-tuning-set", action="store_true", help="leave it out, to see how well the made sentences carry")
    options = parser.parse_args()
    lists = Lists(DATA / "redact")
    made = [*Maker(lists, DATA).made()]
    if not options.without_tuning_set:
        made += [(one, hide) for one in marked("dev") for hide in (False, True) for _ in range(_OWN_AGAIN // 2)]
    weights = learnt(lists, made)
    scale = float(np.abs(weights).max()) / _STEPS
    options.to.write_bytes(written(scale, [np.round(column / scale).astype(np.int8).tobytes() for column in weights.T]))
    print(f"{len(made):,} sentences, {options.to.stat().st_size:,} bytes")


def learnt(lists: Lists, made: Iterable[tuple[Marked, bool]]) -> NDArray[np.float32]:
    """A row for each feature, a column for each of `KINDS`."""
    features, places, ends, wanted = Features(lists), [], [0], []
    for one, hide in made:
        run = words(one.text)
        inside = [_kind(one, word.start, word.end) for word in run]
        hidden = {at for at, kind in enumerate(inside) if kind and hide}
        for row, kind in zip(features.of(run, hidden), inside, strict=True):
            places.extend(row)
            ends.append(len(places))
            wanted.append(KINDS.index(kind))
    table = csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(wanted), SIZE))
    table.sum_duplicates()
    reader = LogisticRegression(C=_FREEDOM, max_iter=150, fit_intercept=False).fit(table, wanted)
    return np.asarray(reader.coef_.T, np.float32)


def _kind(one: Marked, start: int, end: int) -> Kind | None:
    kinds = (span.kind for span in one.spans if span.start < end and start < span.end)
    return next((kind for kind in kinds if kind in KINDS), None)


if __name__ == "__main__":
    main()
