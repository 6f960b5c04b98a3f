"""Words that were run together: `idontwanttobehere`. One long word in, the words it was made of out.

Never cuts an English word, nor what has signs in it.
"""

from collections.abc import Callable

from bot.screen.habits import BEGIN, ordinary

_LEAST_CUT = 4
LONGEST_CUT = 400
"""Characters: nobody runs more together without a space, and the work grows with it."""

_LEAST_MIXED = 8
"""Letters and figures: shorter ones are short forms ("gr8m8")."""

_LONGEST_PIECE = 16
_LEAST_UNKNOWN = 4
"""Letters of a piece that may be no word: names are run together too."""

_LIKELIEST = 4
"""Last words that are kept at each place: with fewer some are cut wrongly, with more none better."""

type Surprise = Callable[[str, str], float]
type _Step = tuple[float, int, str]  # how surprising so far, where the last piece begins, the piece before it


def cut(word: str, is_ours: Callable[[str], bool], surprise: Surprise) -> list[str] | None:
    """The pieces that surprise least one after another; nothing when no piece is a word.

    `surprise` must be greater for a long word that nobody knows than for a short one, or all is one unknown piece.
    """
    if not _LEAST_CUT <= len(word) <= LONGEST_CUT or word in ordinary() or (len(word) < _LEAST_MIXED and not word.isalpha()):
        return None

    def is_piece(piece: str) -> bool:
        if piece.isdigit() or len(piece) == 1:
            return piece.isdigit() or piece in "aiu"
        return is_ours(piece) or piece in ordinary()

    best: list[dict[str, _Step]] = [{BEGIN: (0.0, 0, BEGIN)}]
    for end in range(1, len(word) + 1):
        here: dict[str, _Step] = {}
        for first in range(max(0, end - _LONGEST_PIECE), end):
            piece = word[first:end]
            if best[first] and (is_piece(piece) or (len(piece) >= _LEAST_UNKNOWN and piece.isalpha())):
                total, before = min((cost + surprise(before, piece), before) for before, (cost, *_) in best[first].items())
                here[piece] = (total, first, before)
        best.append(dict(sorted(here.items(), key=lambda one: one[1][0])[:_LIKELIEST]))
    if not best[-1]:
        return None
    pieces: list[str] = []
    end, last = len(word), min(best[-1], key=lambda piece: best[-1][piece][0])
    while end:
        pieces.append(last)
        _, end, last = best[end][last]
    return pieces[::-1] if any(map(is_piece, pieces)) else None
