"""How often words, and words side by side, were a sign of something in sentences of ours. Plain words in, evidence out.

Never decides, and never keeps a word: only a number made from it, which cannot be read back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.meaning.last_steps import Floats

type Places = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Wordings:
    """`known`: a number for each wording, in order; `rare`: how rare it is; `pulls`: to any risk, and high; `at`: without any."""

    known: Places
    rare: Floats
    pulls: Floats
    at: Floats

    def evidence(self, texts: Sequence[str]) -> Floats:
        """For each text two numbers: how much speaks for any risk, and for a high one. A text of unknown words says `at`."""
        return np.stack([self._of(text) for text in texts]) if texts else np.empty((0, 2), np.float32)

    def _of(self, text: str) -> Floats:
        asked = np.fromiter(map(number, wordings(text)), np.uint32)
        places = np.minimum(np.searchsorted(self.known, asked), len(self.known) - 1)
        places = places[self.known[places] == asked]
        rare = self.rare[places]
        return np.asarray(rare @ self.pulls[places] / max(float(np.linalg.norm(rare)), 1e-6) + self.at, np.float32)

    def tables(self) -> dict[str, NDArray[np.generic]]:
        """As they are kept."""
        halves = {"rare": self.rare, "pulls": self.pulls, "at": self.at}
        return {"wordings_known": self.known, **{f"wordings_{name}": half.astype(np.float16) for name, half in halves.items()}}

    @classmethod
    def of_tables(cls, tables: Mapping[str, NDArray[np.generic]]) -> "Wordings":
        """Raises `KeyError` for tables that are not ours."""
        rest = (np.asarray(tables[f"wordings_{name}"], np.float32) for name in ("rare", "pulls", "at"))
        return cls(np.asarray(tables["wordings_known"], np.uint32), *rest)


def wordings(text: str) -> set[str]:
    """Each word, and each two that stand side by side."""
    words = text.split()
    return {*words, *map(" ".join, pairwise(words))}


def number(wording: str) -> int:
    """From 0 to 2^32: of 50,000 wordings hardly any two share one."""
    return crc32(wording.encode("utf-8", "surrogatepass"))
