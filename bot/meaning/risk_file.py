"""A `RiskReader` as one small file: written whole or not at all, and read again.

Never reads a file that could hold more than tables: nothing in it is run.
"""

from dataclasses import astuple
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.meaning.linear import Linear
from bot.meaning.nearness import Nearness
from bot.meaning.risk import Bars, Parts, RiskReader, Sureness
from bot.meaning.taught import Taught
from bot.meaning.wordings import Wordings


def save(reader: RiskReader, path: Path) -> None:
    """Writes it."""
    words, counts, pairs = reader.habits
    part = path.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        allow_pickle=False,
        **reader.parts.taught.tables(),
        **reader.parts.wordings.tables(),
        **reader.parts.nearness.tables(),
        at=reader.sureness.at,
        steep=reader.sureness.steep,
        bars=np.array(astuple(reader.bars)),
        kinds=np.array(reader.kind.names),
        kind_weights=reader.kind.weights.astype(np.float16),
        kind_bias=reader.kind.bias,
        words=np.array(words),
        counts=np.array(counts, dtype=np.int32),
        pairs=np.array(pairs, dtype=np.int32).reshape(-1, 3),
        learnt_from=np.array(reader.learnt_from),
    )
    part.replace(path)


def load(path: Path) -> RiskReader:
    """Raises `OSError`, `KeyError` or `ValueError` for a file that is not one of ours."""
    try:
        return _read(path)
    except BadZipFile as torn:
        raise ValueError(f"{path.name} is not whole") from torn


def _read(path: Path) -> RiskReader:
    with np.load(path, allow_pickle=False) as tables:
        at, steep, weights, bias = (tables[name].astype(np.float32) for name in ("at", "steep", "kind_weights", "kind_bias"))
        kinds, words = (tuple(map(str, tables[name])) for name in ("kinds", "words"))
        counts, pairs = tables["counts"].tolist(), [(a, b, n) for a, b, n in tables["pairs"].tolist()]
        parts = Parts(Taught.of_tables(tables), Wordings.of_tables(tables), Nearness.of_tables(tables))
        sureness, bars = Sureness(at, steep), Bars(*tables["bars"].tolist())
        learnt_from = str(tables["learnt_from"])
    return RiskReader(parts, sureness, bars, Linear(kinds, weights, bias), (words, counts, pairs), learnt_from)
