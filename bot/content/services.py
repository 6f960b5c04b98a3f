"""Places of help. Files of `data/services` in; the ones that fit a topic, an age, an area and the hour out.

Never gives a number that nobody has verified, and never one kept as a candidate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from bot.content.hours import DAYS, Span, clock
from bot.content.reader import ContentError, Node, files, read
from bot.content.service import Service
from bot.model.age import AgeBand

AUDIENCES = ("young_person", "adult", "professional", "any")
AREAS = ("uk", "cornwall", "east", "mid", "west", "scilly")
_NEED = ("name", "what_for", "audience", "area", "ages", "topics", "verified", "checked_on", "source")
_KNOWN = ("phone", "text", "web", "email", "hours", "cost", "on_bill", "say", "unverified", "candidate", "notes")


class Services:
    """All services by id."""

    def __init__(self, services: dict[str, Service]) -> None:
        self._services = services

    @classmethod
    def load(cls, folder: Path) -> "Services":
        """Raises `ContentError`, the first there is."""
        services: dict[str, Service] = {}
        for found in each_service(folder):
            if isinstance(found, ContentError):
                raise found
            services[found.id] = found
        return cls(services)

    def all(self) -> tuple[Service, ...]:
        """Every service, verified or not: for checks and the desk, not for young people."""
        return tuple(self._services.values())

    def find(
        self, topics: Sequence[str], *, band: AgeBand | None, area: str | None, now: datetime, most: int = 2
    ) -> tuple[Service, ...]:
        """Verified services for a young person, the best first.

        Those surely shut come last. Before that counts how many of the topics a service meets (`any` counts half: it is for
        everything), then whether it is surely open, then how high up in its own list the topic stands.
        """
        wanted = {topic for topic in topics if topic}

        def order(service: Service) -> tuple[bool, int, bool, int]:
            met = [place for place, topic in enumerate(service.topics) if topic in wanted]
            weight = 2 * len(met) - ("any" in wanted and "any" in service.topics)
            return (service.is_shut(now), -weight, not service.is_open(now), met[0])

        fit = [service for service in self._services.values() if _sayable(service, band) and service.fits(band, area)]
        return tuple(sorted((service for service in fit if wanted & set(service.topics)), key=order)[:most])


def each_service(folder: Path) -> Iterator[Service | ContentError]:
    """Every service of the folder, or what is wrong with it: a check shows all errors, not the first alone."""
    seen: dict[str, Path] = {}
    for path in files(folder):
        try:
            table = read(path).table()
        except ContentError as error:
            yield error
            continue
        for service_id, node in table.items():
            if service_id in seen:
                yield node.wrong(f"the service {service_id!r} is also in {seen[service_id].name}")
                continue
            seen[service_id] = path
            try:
                yield _service(service_id, node)
            except ContentError as error:
                yield error


def _sayable(service: Service, band: AgeBand | None) -> bool:
    audiences = ("young_person", "any", "adult") if band is AgeBand.ADULT else ("young_person",)
    return service.verified and service.audience in audiences and bool(service.phone or service.text or service.web)


def _service(service_id: str, node: Node) -> Service:
    table = node.table(*_KNOWN, need=_NEED)
    ages = table["ages"].table("min", "max", need=("min",))
    youngest, oldest = ages["min"].value, ages["max"].value if "max" in ages else None
    if not isinstance(youngest, int) or not isinstance(oldest, int | None):
        raise table["ages"].wrong("ages are whole years")
    for name, known in (("audience", AUDIENCES), ("area", AREAS)):
        if table[name].value not in known:
            raise table[name].wrong(f"{name} must be one of {', '.join(known)}")
    if not isinstance(table["verified"].value, bool):
        raise table["verified"].wrong("verified is true or false")
    if not isinstance(table["checked_on"].value, date):
        raise table["checked_on"].wrong("checked_on is a date such as 2026-08-31")

    unchecked = table["unverified"].texts() if "unverified" in table else ()
    doubtful = {what.split()[0] for what in unchecked}

    def told(name: str) -> str | None:
        """Text that may be said: a person may have noted that just this part was not checked."""
        return table[name].text() if name in table and name not in doubtful else None

    service = Service(
        service_id,
        node.file,
        node.line,
        table["name"].text(),
        table["say"].text() if "say" in table else table["name"].text(),
        table["audience"].text(),
        table["area"].text(),
        youngest,
        oldest,
        table["topics"].texts(),
        table["verified"].value,
        unchecked,
        table["checked_on"].value,
        told("phone"),
        told("text"),
        told("web"),
        told("cost"),
        _hours(table["hours"]) if "hours" in table else None,
        table["what_for"].text(),
        told("email"),
    )
    return replace(service, hours=None) if "hours" in doubtful else service


def _hours(node: Node) -> tuple[tuple[int, Span], ...]:
    if node.value == "always":
        whole = Span(clock(Node(node.file, node.line, "00:00")), clock(Node(node.file, node.line, "00:00")))
        return tuple((day, whole) for day in range(7))
    spans = []
    for item in node.items():
        table = item.table(need=("days", "opens", "closes"))
        for day in table["days"].texts():
            if day not in DAYS:
                raise table["days"].wrong(f"unknown day {day!r}")
            spans.append((DAYS.index(day), Span(clock(table["opens"]), clock(table["closes"]))))
    return tuple(spans)
