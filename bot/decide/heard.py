"""What a decision may know: the text, the talk, the case, what the screen found, what Rasa answered, and the house's content.

Never fetched here: every part is handed in as a value.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.content.feelings import Feelings
from bot.content.hours import Hours
from bot.content.languages import Languages
from bot.content.routes import Routes
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.model.answers import Answers, who_answers
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import Channel, Taken
from bot.model.risk import Assessment
from bot.model.you_said import YouSaid


@dataclass(frozen=True, slots=True)
class House:
    """Everything under `data/` that deciding needs. `page` is where our own pages are, such as `https://lev.example`."""

    words: Words
    hours: Hours
    services: Services
    themes: Themes
    routes: Routes
    feelings: Feelings
    vocabulary: Vocabulary
    languages: Languages
    page: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One inbound text and all that is known when it is decided. `case` is the latest one, open or closed; `now` is UTC.

    `changed` is the newest short "you said, we did", when they asked for that.
    """

    taken: Taken
    talk: Conversation
    case: Case | None
    found: Assessment
    now: datetime
    changed: YouSaid | None = None

    @property
    def text(self) -> str:
        """What the young person wrote."""
        return self.taken.inbound.text

    @property
    def open_case(self) -> Case | None:
        """The case somebody still owes attention, if any."""
        return self.case if self.case and self.case.open else None

    @property
    def who_answers(self) -> Answers:
        """Derived from the open case."""
        return who_answers(self.case)

    @property
    def on_sms(self) -> bool:
        """Whether this is a phone's text, with its carriers' rules."""
        return self.talk.channel is Channel.SMS


@dataclass(frozen=True, slots=True)
class Reply:
    """What the talk should say next: names of words, and notes for us (`note` is a note's name; the rest its values)."""

    say: tuple[str, ...] = ()
    notes: tuple[dict[str, str], ...] = ()
