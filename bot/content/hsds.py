"""Places of help in the shape of Open Referral UK (HSDS 3). A service in, plain JSON values out.

Never a number, an hour or a place that nobody has verified: those are None in `Service`, and unverified services stay here.
"""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.content.hours import Span
from bot.content.service import Service
from bot.content.services import Services

_OURS = uuid.UUID("6f1d3f0e-4a0b-5d0a-9a55-6c65762e7574")  # every id below is made from it, so that it never changes
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as iCalendar writes them
_AREAS = {
    "uk": "United Kingdom",
    "cornwall": "Cornwall",
    "east": "Cornwall, east",
    "mid": "Cornwall, mid",
    "west": "Cornwall, west",
    "scilly": "Isles of Scilly",
}


def main(data: Path = Path(__file__).parent.parent.parent / "data") -> int:
    """Prints every verified service as one JSON list. Raises `ContentError`."""
    print(json.dumps(list(exported(Services.load(data / "services"))), ensure_ascii=False, indent=2))
    return 0


def exported(services: Services) -> Iterator[dict[str, Any]]:
    """Every verified service, in the order of their ids."""
    for service in sorted(services.all(), key=lambda one: one.id):
        if service.verified:
            yield hsds(service)


def hsds(service: Service) -> dict[str, Any]:
    """One service with all that belongs to it. What is not known is left out, not guessed."""
    whole = {
        "id": _id(service.id),
        "name": service.name,
        "description": service.what_for,
        "url": service.web,
        "email": service.email,
        "status": "active",
        "minimum_age": service.youngest,
        "maximum_age": service.oldest,
        "assured_date": service.checked_on.isoformat(),
        "organization": {"id": _id(service.id, "organization"), "name": service.name.partition(" (")[0]},
        "phones": [
            {"id": _id(service.id, kind), "number": number, "type": kind}
            for kind, number in (("voice", service.phone), ("text", service.text))
            if number
        ],
        "schedules": list(_schedules(service)),
        "service_areas": [{"id": _id(service.id, "area"), "name": _AREAS[service.area]}],
        "cost_options": [{"id": _id(service.id, "cost"), "amount_description": service.cost}] if service.cost else [],
        "attributes": [*_attributes(service, "topic", service.topics), *_attributes(service, "audience", (service.audience,))],
    }
    return {name: value for name, value in whole.items() if value not in (None, [])}


def _schedules(service: Service) -> Iterator[dict[str, str]]:
    days: dict[Span, list[int]] = {}
    for day, span in service.hours or ():
        days.setdefault(span, []).append(day)
    for number, (span, at) in enumerate(days.items()):
        yield {
            "id": _id(service.id, f"schedule {number}"),
            "freq": "WEEKLY",
            "byday": ",".join(_DAYS[day] for day in at),
            "opens_at": f"{span.opens:%H:%M}",
            "closes_at": f"{span.closes:%H:%M}",  # at or before opens_at: the next morning, as in `Service`
        }


def _attributes(service: Service, taxonomy: str, codes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for code in codes:
        term = {"id": _id(taxonomy, code), "code": code, "name": code.replace("_", " "), "taxonomy": f"Lev {taxonomy}"}
        yield {"id": _id(service.id, taxonomy, code), "link_id": _id(service.id), "link_entity": "service", "taxonomy_term": term}


def _id(*parts: str) -> str:
    return str(uuid.uuid5(_OURS, "/".join(parts)))
