"""`make check-content`: everything under `data/` in, every error as `file:line: what` out, and what people must still do.

Never stops at the first error, and never fails for a signature that is only pending: it counts them.
"""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.content.blanks import BLANKS, filled
from bot.content.hours import Hours
from bot.content.phrases import RiskWords
from bot.content.places import Places
from bot.content.reader import ContentError, read
from bot.content.routes import Routes
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.word import Form, Word
from bot.content.words import Words

ROOT = Path(__file__).parent.parent.parent
_STALE = timedelta(days=183)  # governance: services are looked at every six months
_SOON = timedelta(days=30)
_NUMBER = re.compile(r"(?<![\w-])(?:\d[\d ]{4,}\d|\d{3,6})(?![\w-])")
_NOT_NUMBERS = frozenset({"999", "101", "111"})
# A lock screen shows about this much of a text; somebody else may be looking.
_FIRST, _TELLING = 40, ("abuse", "police", "sex", "nude", "rape", "self-harm", "suicide", "assault", "lev support", "pregnan")


def main(words: list[str], today: date | None = None) -> int:
    """Checks the `data` folder of the project, or one named; 1 when anything is wrong."""
    root = Path(words[0]) if words else ROOT
    errors, notes = check(root, today or date.today())  # noqa: DTZ011  a day is enough, and it is Cornwall's own
    for error in errors:
        print(error, file=sys.stderr)
    for note in notes:
        print(note)
    print(f"{len(errors)} wrong" if errors else "Everything under data/ can be used.")
    return 1 if errors else 0


def check(root: Path, today: date) -> tuple[list[str], list[str]]:
    """All errors, and notes of what people must still do before launch."""
    data, errors = root / "data", list[str]()

    def loaded[T](load: Callable[[Path], T], path: Path) -> T | None:
        try:
            return load(path)
        except ContentError as error:
            errors.append(str(error))
            return None

    words = loaded(Words.load, data / "words")
    services = loaded(Services.load, data / "services")
    themes = loaded(Themes.load, data / "themes.yml")
    for load, path in ((Hours.load, "hours.yml"), (Routes.load, "routes.yml"), (Places.load, "places.yml")):
        loaded(load, data / path)
    loaded(RiskWords.load, data / "risk")
    if words:
        leaves = {leaf.id for leaf in themes.leaves()} if themes else set()
        numbers = _said_numbers(services) if services else None
        banned = [(node.line, phrase) for phrase, node in read(data / "banned.yml").table().items()]
        for name in sorted(words.names()):
            errors += (str(error) for error in _wrong(words.word(name), leaves, numbers, [phrase for _, phrase in banned]))
        errors += (str(error) for error in _unknown_to(words, root / "domain.yml"))
    return errors, [*(_words_to_do(words, today) if words else ()), *(_services_to_do(services, today) if services else ())]


def _wrong(word: Word, leaves: set[str], numbers: set[str] | None, banned: list[str]) -> Iterator[ContentError]:
    if leaves and word.theme and word.theme not in leaves:
        yield ContentError(word.file, word.line, f"unknown theme {word.theme!r}")
    for form in word.forms.values():
        for text in {form.text, form.sms}:
            for phrase in banned:
                if phrase in text.lower():
                    yield ContentError(word.file, form.line, f"{word.name}: do not say {phrase!r} (data/banned.yml)")
            for number in _NUMBER.findall(text) if numbers is not None else ():
                if number.replace(" ", "") not in (numbers or set()) | _NOT_NUMBERS:
                    yield ContentError(word.file, form.line, f"{word.name}: {number!r} belongs to no verified service")
        if word.name.startswith(("risk_", "safety_")):
            yield from _telling(word, form)


def _telling(word: Word, form: Form) -> Iterator[ContentError]:
    first = filled(form.sms, BLANKS)[:_FIRST].lower()
    for telling in _TELLING:
        if telling in first:
            yield ContentError(
                word.file, form.line, f"{word.name}: the first {_FIRST} characters show on a locked phone: {telling!r}"
            )


def _said_numbers(services: Services) -> set[str]:
    known = (number for service in services.all() if service.verified for number in (service.phone, service.text))
    return {digits.replace(" ", "") for number in known if number for digits in _NUMBER.findall(number)}


def _unknown_to(words: Words, domain: Path) -> Iterator[ContentError]:
    for name, node in read(domain).table()["responses"].table().items():
        for item in node.items():
            said = item.table()["custom"].table()["say"].text()
            if said not in words.names():
                yield item.wrong(f"{name} says {said!r}, which is not in data/words")


def _words_to_do(words: Words, today: date) -> Iterator[str]:
    all_words = [words.word(name) for name in sorted(words.names())]
    pending = [word for word in all_words if word.signed_off == "pending"]
    if pending:
        yield f"{len(pending)} of {len(all_words)} words wait for the safeguarding lead's signature."
    for word in all_words:
        if word.expires - today < _SOON:
            yield f"{word.file}:{word.line}: {word.name} {'expired' if word.expires < today else 'expires'} on {word.expires}"


def _services_to_do(services: Services, today: date) -> Iterator[str]:
    unverified = [service for service in services.all() if not service.verified]
    ring = [service for service in services.all() if service.verified and (service.phone or service.text)]
    yield f"{len(ring)} services have numbers that a person must ring before launch: {', '.join(one.id for one in ring)}."
    yield f"{len(unverified)} services are not verified and are never said: {', '.join(one.id for one in unverified)}."
    for service in services.all():
        if today - service.checked_on > _STALE:
            yield f"{service.file}:{service.line_number}: {service.id} was last checked on {service.checked_on}"
