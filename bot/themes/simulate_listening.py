"""Made-up questions without an answer, and made-up voices, for a made-up year. A store and a seed in; both kept in it out.

Never in a store without the mark of made-up figures, and never without "made up" in their words.
"""

import random
from datetime import datetime, timedelta

from bot.model.age import BANDS
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.listening import Gap, Voice
from bot.model.message import Channel, ContactId
from bot.store.open import Store
from bot.themes.tag import week_of

_MARK = "(made up)"
_ASKED = (
    ("can i bring a friend to the clinic", "is it ok to take a friend to the clinic", "can my friend come to the clinic with me"),
    (
        "how long do i have to wait for counselling",
        "how long is the wait for counselling",
        "is there a wait for counselling",
    ),
    ("do i need money for the bus to the clinic", "who pays for the bus to the clinic", "can i get the bus to the clinic for free"),
    ("what is a love bomb", "is he love bombing me", "my friend says it is love bombing what is that"),
)
_SAID = (
    "Waiting without knowing how long is the hardest part.", "Please have somebody we can text in the evening.",
    "The bus stops at six, so we cannot get to the clinic after school.", "It helped that nobody told me it was my fault.",
    "Ask us before you change things, not after.", "Lessons about consent should come earlier and be less awkward.",
)  # fmt: skip


async def listened(store: Store, seed: int, now: datetime) -> None:
    """Gaps of this quarter and the one before, and one voice a month or more, most of them passed on. Raises `LookupError`."""
    if await store.figures.made_up() is None:
        raise LookupError("this store is not marked as made up")
    dice = random.Random(seed)  # noqa: S311  nothing secret: the same seed makes the same year
    contact = ContactId(f"{dice.getrandbits(128):032x}")
    talk = Conversation(contact, Channel.WEB, "made up", now, practice=True)
    gaps, voices = [], []
    for back in range(1, 13):
        week = week_of(now - timedelta(weeks=back))
        for asked in _ASKED:
            for _ in range(dice.randrange(4)):
                gaps.append(Gap(week, dice.choice(BANDS).value, f"{dice.choice(asked)} {_MARK}", first=True))
    for back in range(12):
        month = f"{(now.replace(day=15) - timedelta(days=30.4 * back)):%Y-%m}"
        words = f"{dice.choice(_SAID)} {_MARK}"
        shared = words if dice.random() < 0.8 else None
        voice_id = f"{dice.getrandbits(64):016x}"
        voices.append(Voice(voice_id, month, "13_15", "west", words, shared, "made up" if shared else None))
    await store.commit.commit(Changes(talk, gaps=tuple(gaps), voices=tuple(voices)))
