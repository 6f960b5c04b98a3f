"""How badly Twilio behaves, by seeded chance. A random source in, the mood of one request out.

Never a mood that Twilio could not have: each is one that its own pages or its users tell of.
"""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mood:
    """`before` and `after` are seconds around the moment the text is taken; `answer` is fine, cut, garbled, or a status.

    `code` is Twilio's own error; with `takes` the text is kept whatever is answered. `hidden` seconds it is not on the list.
    """

    takes: bool = True
    answer: str = "fine"
    status: int = 201
    code: int = 0
    before: float = 0.0
    after: float = 0.0
    hidden: float = 0.0


def sending(chance: random.Random) -> Mood:
    """How a request to send goes; four in five go well."""
    roll, hidden = chance.random(), chance.uniform(0.5, 4) if chance.random() < 0.02 else 0.0
    for share, mood in (
        (0.80, Mood()),
        (0.06, Mood(after=chance.uniform(0.05, 1.5))),
        (0.03, Mood(before=chance.uniform(0.05, 0.8))),
        (0.035, Mood(takes=False, status=429, code=20429)),
        (0.02, Mood(takes=False, status=500, code=20500)),
        (0.015, Mood(status=500, code=20500)),
        (0.02, Mood(answer="cut", hidden=hidden)),
        (0.005, Mood(answer="garbled", status=502, hidden=hidden)),
        (0.005, Mood(takes=False, answer="garbled", status=502)),
        (0.003, Mood(after=12.0, hidden=hidden)),  # longer than Lev waits
        (0.002, Mood(takes=False, status=400, code=21614)),
    ):
        if (roll := roll - share) < 0:
            return mood
    return Mood()


def listing(chance: random.Random) -> Mood:
    """How a request for the list goes: it is refused more often than is kind, since that is when doubt must last."""
    roll = chance.random()
    if roll < 0.10:
        return Mood(status=429, code=20429)
    return Mood(status=500, code=20500) if roll < 0.15 else Mood(after=chance.uniform(0, 0.05))


def receipts(chance: random.Random) -> list[tuple[float, str, str]]:
    """A text's receipts: seconds from now, status and error. Out of order at times, one twice at times."""
    last = ("undelivered", "30003") if chance.random() < 0.02 else ("delivered", "")
    told = [("sent", ""), last] + ([last] if chance.random() < 0.1 else [])
    spread = 1.5 if chance.random() < 0.3 else 0.02
    return [(0.05 + number * 0.03 + chance.uniform(0, spread), *one) for number, one in enumerate(told)]
