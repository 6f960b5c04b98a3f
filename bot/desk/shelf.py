"""What lies ready beside the reply: approved replies, and places of help. A talk, a worker and a time in, filled texts out.

Never offers a text with an empty blank, one whose time is over, or a place that nobody has verified.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content.blanks import filled
from bot.content.hours import LONDON, Hours
from bot.content.replies import Replies
from bot.content.service import Service
from bot.content.services import Services
from bot.content.to_do import PENDING
from bot.content.word import Word
from bot.model.conversation import Conversation
from bot.model.message import Channel

_PLAIN = {"on_bill": "whether it shows on a bill", "web": "web page", "all": "anything"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A reply with its blanks filled. `signed` is false while it waits for a signature."""

    shortcut: str
    what_for: str
    text: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place of help. `text` is what goes into the reply, empty when it may not be given; `marks` say what to know of it."""

    name: str
    what_for: str
    text: str
    marks: tuple[str, ...]
    words: str


class Shelf:
    """Fills what is ready for one talk."""

    def __init__(self, replies: Replies, hours: Hours, services: Services) -> None:
        self._replies = replies
        self._hours = hours
        self._services = services

    @classmethod
    def load(cls, data: Path, hours: Hours, services: Services) -> "Shelf":
        """With the replies of `data/replies`. Raises `ContentError`."""
        return cls(Replies.load(data / "replies"), hours, services)

    @property
    def replies(self) -> tuple[Word, ...]:
        """Every approved reply as it is written, for whoever reviews them."""
        return self._replies.all()

    def ready(self, talk: Conversation, worker: str, now: datetime) -> list[Ready]:
        """The replies that can be said now."""
        found = []
        for reply in self._replies.current(now.astimezone(LONDON).date()):
            form = reply.form(talk.age_band)
            try:
                text = filled(form.sms if talk.channel is Channel.SMS else form.text, self._values(reply, talk, worker, now))
            except LookupError:
                continue  # such as "until [closes_at]" while nobody is here
            found.append(Ready(reply.name, reply.what_for, text, reply.signed_off != PENDING))
        return found

    def places(self, talk: Conversation, now: datetime) -> list[Place]:
        """Every place of help: first those for this age and area, last those that may not be given."""
        placed = [(self._order(service, talk), _place(service, talk, now)) for service in self._services.all()]
        return [place for _, place in sorted(placed, key=lambda one: one[0])]

    def _values(self, reply: Word, talk: Conversation, worker: str, now: datetime) -> dict[str, str]:
        values = {"worker": worker}
        if self._hours.is_open(now):
            values["closes_at"] = self._hours.closes_words(now)
        else:
            values["opens_at"] = self._hours.opens_words(now)
        if services := self._services.find(reply.find, band=talk.age_band, area=talk.district, now=now):
            values["services"] = "\n".join(service.line(talk.channel, now) for service in services)
        return values

    def _order(self, service: Service, talk: Conversation) -> tuple[bool, bool, str]:
        return (not _givable(service), not service.fits(talk.age_band, talk.district), service.name.lower())


def plainly(unchecked: str) -> str:
    """What is not checked, without the names of fields: `on_bill (recent)` is `whether it shows on a bill (recent)`."""
    name, _, rest = unchecked.partition(" ")
    return f"{_PLAIN.get(name, name.replace('_', ' '))} {rest}".strip()


def _givable(service: Service) -> bool:
    return service.verified and service.audience != "professional" and bool(service.phone or service.text or service.web)


def _place(service: Service, talk: Conversation, now: datetime) -> Place:
    givable = _givable(service)
    marks = [] if service.verified else ["not verified: do not give it"]
    if service.audience in ("adult", "professional"):
        marks.append(f"for {service.audience}s")
    if not service.fits(talk.age_band, talk.district):
        marks.append("not for this age or area, or not known")
    if service.verified and service.unchecked:
        marks.append(f"not checked: {', '.join(map(plainly, service.unchecked))}")
    if givable and service.is_shut(now):
        marks.append("closed now")
    words = " ".join((service.name, service.say, service.what_for, service.area, *service.topics)).replace("_", " ").lower()
    return Place(service.name, service.what_for, service.line(talk.channel, now) if givable else "", tuple(marks), words)
