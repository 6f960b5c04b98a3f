"""How long to wait before something is tried again. How often it was tried in, seconds out.

Never leaves any of it to chance: how much of it is chance is for whoever waits to say.
"""

_DOUBLINGS = 20  # a million times the first is more than anybody waits; at a thousand doublings no number holds it


def doubled(tries: int, first: float, longest: float) -> float:
    """`first` seconds after one try, twice that after each more, and never more than `longest`."""
    return min(first * 2.0 ** min(tries - 1, _DOUBLINGS), longest)
