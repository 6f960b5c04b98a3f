"""The rules of the house for one word. A word and the rules in, everything that is wrong with it out.

Never looks at one form alone: a form reaches every band that has no nearer one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.blanks import BLANKS, filled
from bot.content.facts import Facts
from bot.content.reader import ContentError
from bot.content.service import Service
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.tone import Tone
from bot.content.word import Form, Word
from bot.model.age import BANDS, AgeBand

FOR_ANYBODY = "crisis"  # said when nothing can be looked up, nobody's age either
ABOUT_HELP = "other.service"  # words about people and when they come: each is said only when it is so
FIRST_ANSWERS = ("risk_", "worry_", "safety_", "danger_", "watched")
_NUMBER = re.compile(r"(?<![\w-])(?:\d[\d ]{4,}\d|\d{3,6})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a word is held against. A part that could not be read is None: its own error is shown instead."""

    tone: Tone | None
    facts: Facts | None
    themes: Themes | None
    services: Services | None


def wrong_with(word: Word, rules: Rules) -> Iterator[ContentError]:
    """Every error, at the line of its form where it has one."""
    if rules.themes and word.theme and word.theme not in {leaf.id for leaf in rules.themes.leaves()}:
        yield ContentError(word.file, word.line, f"{word.name}: unknown theme {word.theme!r}")
    for fact in word.facts if rules.facts else ():
        why = rules.facts.why_not_said(fact) if rules.facts else None
        if why:
            yield ContentError(word.file, word.line, f"{word.name}: {why}")
    known = {topic for service in rules.services.all() for topic in service.topics} if rules.services else set(word.find)
    for topic in word.find:
        if topic not in known:
            yield ContentError(word.file, word.line, f"{word.name}: no service in data/services is for {topic!r}")
    if word.expires <= word.written:
        yield ContentError(word.file, word.line, f"{word.name}: it expires on {word.expires}, before it was written")
    for form in word.forms.values():
        for what in dict.fromkeys((*_tone(word, form, rules.tone), *_numbers(word, form, rules.services))):
            yield ContentError(word.file, form.line, f"{word.name}: {what}")


def _tone(word: Word, form: Form, tone: Tone | None) -> Iterator[str]:
    if tone is None:
        return
    first_answer = word.name.startswith(FIRST_ANSWERS)
    for text in dict.fromkeys((form.text, form.sms)):
        yield from tone.wrong_anywhere(text)
        if first_answer or (word.theme and word.theme != ABOUT_HELP):
            yield from tone.wrong_promises(text)
        if first_answer:
            yield from tone.wrong_questions(text)
    yield from tone.telling_on_a_locked_phone(filled(form.sms, BLANKS))


def _numbers(word: Word, form: Form, services: Services | None) -> Iterator[str]:
    if services is None:
        return
    for number in _NUMBER.findall(f"{form.text} {form.sms}"):
        places = [
            service for service in services.all() if service.verified and _digits(number) in _said(service.phone, service.text)
        ]
        if not places:
            yield f"{number!r} belongs to no verified service in data/services"
        for band in BANDS:
            hears_it = word.form(band) is form and word.name != FOR_ANYBODY
            if places and hears_it and not any(_for(service, band) for service in places):
                yield f"{number!r} is said to {band.value}, but {places[0].name} is not for them"


def _for(service: Service, band: AgeBand) -> bool:
    """An adult may be told of a place for children too, if it also speaks with adults who worry about one."""
    return service.takes(band) or (band is AgeBand.ADULT and service.audience != "young_person")


def _said(*known: str | None) -> set[str]:
    return {_digits(number) for text in known if text for number in _NUMBER.findall(text)}


def _digits(number: str) -> str:
    return number.replace(" ", "")
