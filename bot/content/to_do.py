"""What people must still do before young people can rely on `data/`. Words and services and today in, lines to read out.

Never an error: a signature that is missing stops a launch, not an edit.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.content.hours import Hours
from bot.content.service import Service
from bot.content.word import Word

STALE = timedelta(days=183)  # services are looked at every six months
SOON = timedelta(days=30)
PENDING = "pending"
NOT_SIGNED, EXPIRED, EXPIRES_SOON = "not signed off", "expired", "expires soon"


def words_to_do(words: Sequence[Word], today: date) -> Iterator[str]:
    """Signatures that are missing, and words that have expired or soon will."""
    waiting = [word for word in words if word.signed_off == PENDING]
    if waiting:
        yield f"{len(waiting)} of {len(words)} words wait for the safeguarding lead's signature, in: {_files(waiting)}."
    for word in words:
        reasons = {*due(word, today)}
        if reasons & {EXPIRED, EXPIRES_SOON}:
            how = "expired" if EXPIRED in reasons else "expires"
            yield f"{word.file}:{word.line}: {word.name} {how} on {word.expires}"


def due(word: Word, today: date) -> Iterator[str]:
    """Why somebody must look at a word."""
    if word.signed_off == PENDING:
        yield NOT_SIGNED
    if word.expired(today):
        yield EXPIRED
    elif word.expires - today < SOON:
        yield EXPIRES_SOON


def long_unchecked(service: Service, today: date) -> bool:
    """Whether nobody has looked at a place of help for six months."""
    return today - service.checked_on > STALE


def services_to_do(services: Sequence[Service], today: date) -> Iterator[str]:
    """Numbers to ring, services nobody may name yet, parts to find out, and services that were checked long ago."""
    ring = [service for service in services if service.verified and (service.phone or service.text)]
    yield f"{len(ring)} services have numbers that a person must ring before launch: {_ids(ring)}."
    partly = [service for service in services if service.verified and service.unchecked]
    yield f"{len(partly)} of the verified services have parts to find out, which are not said: {_ids(partly)}."
    not_verified = [service for service in services if not service.verified]
    yield f"{len(not_verified)} services are not verified and are never said: {_ids(not_verified)}."
    for service in services:
        if long_unchecked(service, today):
            yield f"{service.file}:{service.line_number}: {service.id} was last checked on {service.checked_on}"


def hours_to_do(hours: Hours, today: date) -> Iterator[str]:
    """Whether the next bank holidays are known."""
    last = hours.last_day_off
    if last is None or last - today < STALE:
        yield f"data/hours.yml knows no day off after {last or today}: add the next bank holidays"


def _files(words: Sequence[Word]) -> str:
    return ", ".join(sorted({word.file.name for word in words}))


def _ids(services: Sequence[Service]) -> str:
    return ", ".join(service.id for service in services) or "none"
