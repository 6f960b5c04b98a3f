"""Gathers what one turn says and changes, and makes the one `Changes` value of it.

Never speaks to a phone that said STOP, and says the confidentiality words before the first other word.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.content.words import Spoken
from bot.decide.attention import LEV, attended, heard_more
from bot.decide.heard import Heard, House
from bot.decide.kept import Kept
from bot.decide.said import said_by_lev
from bot.decide.topics import topic_of
from bot.model.age import AgeBand
from bot.model.case import Case
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Entry, Speaker
from bot.model.risk import Assessment, Level
from bot.themes.outcomes import with_outcome
from bot.themes.tag import counted, tag
from bot.themes.terms import counted_terms

_REMEMBERED = 12  # names of words: enough to know what was said just now and whether we have asked before
_QUESTION = re.compile(r"[^.?!\n]+\?")
PICTURE = "[a picture, not kept]"  # stands in the transcript for what we never open


class Draft:
    """A turn in the making. Each method adds to it; `changes` ends it."""

    def __init__(self, heard: Heard, house: House) -> None:
        self.heard = heard
        self.house = house
        self.talk: Conversation = replace(heard.talk, offered=(), erased=False)  # a menu is answered by the next text or not at all
        self.case: Case | None = None
        self.found: Assessment = heard.found
        self.names: list[str] = []
        self.kept = Kept()
        self._words: list[Spoken] = []
        self._audit: list[AuditLine] = []
        self._themes: list[str] = []

    def say(self, name: str, *, band: AgeBand | None = None, offers: Sequence[str] = (), language: str = "", **blanks: str) -> None:
        """Adds the words of that name for this channel and age band (or for `band`, when they asked about another age)."""
        languages, theme = self.house.languages, self.house.words.theme_of(name)
        words = languages.words(language)
        current = words.current(name, self.heard.now.date())
        menu = languages.menu(language, offers or words.word(current).offers)
        called = words if menu else self.house.words
        spoken = words.say(current, band or self.talk.age_band, self.talk.channel, called, offers=offers, **blanks)
        self._words.append(replace(spoken, language=languages.page(language, current), menu=menu))
        self.names.append(current)
        self.talk = replace(self.talk, offered=spoken.offers)
        if theme:
            self._themes.append(theme)
            self.talk = replace(self.talk, last_topic=topic_of(name))

    @property
    def length(self) -> int:
        """Characters of the last text that would be said."""
        return len(self._words[-1].text) if self._words else 0

    @property
    def silent(self) -> bool:
        """Whether nothing would be said yet."""
        return not self._words

    def remember(self, question: str | None) -> None:
        """Notes the question the last words asked, or that none is open."""
        self.talk = replace(self.talk, last_question=question)

    def note(self, line: AuditLine) -> None:
        """Adds a line to the audit chain."""
        self._audit.append(line)

    def attend(self, found: Assessment, *, fetch_worker: bool, parked: bool = False) -> Case:
        """Opens or raises the case for this finding."""
        self.case, line = attended(replace(self.heard, talk=self.talk), found, fetch_worker=fetch_worker, parked=parked)
        self.talk = replace(self.talk, case_id=self.case.id)
        self.found = found
        self._audit.append(line)
        return self.case

    def changes(self) -> Changes:
        """Everything this turn changes. The inbound text is finished by it, whatever else happens."""
        heard, inbound = self.heard, self.heard.taken.inbound
        words = self._with_promise()
        if heard.on_sms and self.talk.opted_out:
            words = []
        talk = replace(
            self.talk,
            last_in_at=inbound.received_at,
            highest=max(self.talk.highest, self.found.level),
            promised_at=self.talk.promised_at or (heard.now if words else None),
            said=(*self.talk.said, *self.names)[-_REMEMBERED:],
            asked=_asked(words) if words else self.talk.asked,  # an "um" in between leaves the question open
        )
        case_id = self.case.id if self.case else heard.open_case.id if heard.open_case else None
        urgent = self.found.level >= Level.HIGH
        lines, texts = said_by_lev(talk, words, heard.now, case_id=case_id, urgent=urgent)
        young = _young_line(heard, self.found)
        talk, counts = counted(talk, [] if talk.practice else self._all_themes(), heard.now)
        talk, words_of = counted_terms(talk, () if talk.practice else self.house.themes.terms.said(heard.text), heard.now)
        detail = (("level", self.found.level.word), ("said", ",".join(self.names)), ("channel", talk.channel.value))
        turn = AuditLine(heard.now, LEV, "turn", talk.contact, case_id, detail)
        events = [Event("transcript", talk.contact, case_id)]
        if self.case:
            events.append(Event("case", talk.contact, case_id))
        changes = Changes(
            conversation=talk,
            case=heard_more(self.case, talk, heard.open_case),
            entries=(young, *lines),
            outbound=texts,
            audit=(turn, *self._audit),
            events=tuple(events),
            counts=(*self.kept.counts, *counts, *words_of),
            gaps=() if talk.practice else self.kept.gaps,
            voices=self.kept.voices,
            voices_taken_back=self.kept.taken_back,
            finished_inbound=heard.taken.entry,
        )
        return with_outcome(heard.open_case, changes, self.house.themes, heard.now)

    def _with_promise(self) -> list[Spoken]:
        if not self._words or self.talk.promised_at or not self.heard.on_sms:
            return list(self._words)  # the page shows the promise above its first line
        promise = self.house.words.say("promise", self.talk.age_band, self.talk.channel)
        if self.found.level is Level.CRITICAL:
            return [*self._words, promise]  # 999 comes first
        return [promise, *self._words]

    def _all_themes(self) -> tuple[str, ...]:
        return tag(self.house.themes, self._themes, self.found.kinds)


def _asked(words: Sequence[Spoken]) -> str | None:
    questions = [found.group().strip() for spoken in words for found in _QUESTION.finditer(spoken.text)]
    return questions[-1] if questions else None


def _young_line(heard: Heard, found: Assessment) -> Entry:
    inbound = heard.taken.inbound
    text = inbound.text if inbound.text.strip() or not inbound.media else PICTURE
    return Entry(inbound.received_at, Speaker.YOUNG_PERSON, text, inbound.message_id, level=found.level, findings=found.findings)
