"""The talk with one contact: what must be remembered between two texts. Read before each turn, written by each commit.

Never says who answers: that is derived from the open case (`bot.model.case.who_answers`).
"""

from dataclasses import dataclass
from datetime import datetime

from bot.model.age import AgeBand
from bot.model.block import Block
from bot.model.message import Channel, ContactId
from bot.model.risk import Level
from bot.model.safety import Safety


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the young person's last minute, kept to read a burst as one statement."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A lead's word that a talk and its cases may not be erased, for a reason: a court, the police, an inquiry."""

    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """`version` counts commits: a commit made from an older version is refused. Times are UTC.

    `address` is where answers go. `promised_at` is when the confidentiality words were last said. `last_question` is the bot's
    open question that we answer ourselves (`age`, `want_person`, `helped`, `voice`, `voice_text`). `asked` is the question the
    bot's last words held, as it was said, for the screen. `last_topic` is the last advice word said. `highest` is the highest
    level ever found. `talk` counts fresh starts: Rasa's memory is named by it. `themes` were counted in `themes_week` already.
    `offered` are the words the last menu leads to, by number. `said` are the names last said in this talk, oldest first.
    `gap_quarter` is the quarter in which a question of theirs was last kept as their first without an answer.
    `voices` are the places of what they left for the people who plan services, so that it can be taken back.
    `hidden` is the entry id up to which the page shows nothing any more, because they hid it; we still have it.
    `hold` keeps everything until a lead lifts it. `erased` is what is left once a talk was erased: where the last answer goes.
    `practice` is a drill: nothing of it is sent, and it is in no figure. `block` is a break from chatting that a lead set.
    `safety` is what workers noted of when and how it is safe to write to them.
    """

    contact: ContactId
    channel: Channel
    address: str
    started_at: datetime
    version: int = 0
    age_band: AgeBand | None = None
    asked_age: bool = False
    promised_at: datetime | None = None
    opted_out: bool = False
    case_id: str | None = None
    last_in_at: datetime | None = None
    last_held_at: datetime | None = None
    last_question: str | None = None
    last_topic: str | None = None
    asked: str | None = None
    highest: Level = Level.NONE
    talk: int = 0
    recent: tuple[Said, ...] = ()
    themes_week: str = ""
    themes: tuple[str, ...] = ()
    gap_quarter: str = ""
    confused: int = 0
    district: str | None = None
    offered: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    hidden: str = ""
    hold: Hold | None = None
    erased: bool = False
    practice: bool = False
    block: Block | None = None
    safety: Safety | None = None
