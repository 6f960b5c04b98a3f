"""Places of help. Files of `data/services` in; the ones that fit a topic, an age, an area and the hour out.

Never gives a number that nobody has verified, and never one kept as a candidate.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bot.content.hours import DAYS, Span, clock
from bot.content.reader import Node, files, read
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
        """Raises `ContentError`."""
        services: dict[str, Service] = {}
        for path in files(folder):
            for service_id, node in read(path).table().items():
                if service_id in services:
                    raise node.wrong(f"the service {service_id!r} is also in {services[service_id].file.name}")
                services[service_id] = _service(service_id, node)
        return cls(services)

    def all(self) -> tuple[Service, ...]:
        """Every service, verified or not: for checks and the desk, not for young people."""
        return tuple(self._services.values())

    def find(
        self, topics: Sequence[str], *, band: AgeBand | None, area: str | None, now: datetime, most: int = 2
    ) -> tuple[Service, ...]:
        """Verified services for a young person: those that meet more of the topics first, then those open now."""
        wanted = {topic for topic in topics if topic}
        fit = [service for service in self._services.values() if _sayable(service, band) and service.fits(band, area)]
        met = [service for service in fit if wanted & set(service.topics)]
        met.sort(key=lambda service: (not service.is_open(now), -len(wanted & set(service.topics))))
        return tuple(met[:most])


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

    def optional(name: str) -> str | None:
        return table[name].text() if name in table and table[name].value is not None else None

    return Service(
        service_id,
        node.file,
        node.line,
        table["name"].text(),
        optional("say") or table["name"].text(),
        table["audience"].text(),
        table["area"].text(),
        youngest,
        oldest,
        table["topics"].texts(),
        table["verified"].value,
        table["checked_on"].value,
        optional("phone"),
        optional("text"),
        optional("web"),
        optional("cost"),
        _hours(table["hours"]) if "hours" in table and table["hours"].value is not None else None,
    )


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
