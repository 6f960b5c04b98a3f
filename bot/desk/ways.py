"""Which routes a case suggests, and the one that a person chose. A case, the routes and the services in; ways or `Changes` out.

Never chooses: what is suggested stands beside the choice, and so does why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.referral_routes import ReferralRoute
from bot.content.service import Service
from bot.desk.assess import KIND, hand, judged, kept, may_write, short
from bot.desk.scene import Scene
from bot.desk.shelf import plainly
from bot.model.age import AgeBand
from bot.model.assessment import Taken
from bot.model.case import Case, Refused
from bot.model.changes import Changes
from bot.model.risk import Kind, Level

type Routes = Mapping[str, ReferralRoute]


@dataclass(frozen=True, slots=True)
class About:
    """What the suggestion goes by: age (unknown is a child), level, kinds and part of Cornwall."""

    band: AgeBand | None
    level: Level
    kinds: frozenset[Kind]
    area: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """A route on the page: why it is suggested (nothing if it is not), how it is reached, and what is still to find out."""

    route: ReferralRoute
    why: tuple[str, ...]
    phone: str
    web: str
    unverified: str


def about(case: Case, band: AgeBand | None, area: str | None) -> About:
    """A person's level goes before the screen's, and a kind to which a person said no does not count."""
    now = judged(case)
    level = Level[now.decision.level.upper()] if now.decision else case.level
    answers = {kind: now.answer(f"{KIND}{kind.value}") for kind in case.kinds}
    kinds = frozenset(kind for kind, answer in answers.items() if answer is None or answer.is_so != "no")
    return About(band, level, kinds, area)


def suggested(routes: Routes, it: About, shut: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Why each suggested route is, by id. `shut` are the routes that are surely closed now."""
    found = {}
    for route in routes.values():
        if route.when_shut and route.when_shut not in shut:
            continue
        if why := tuple(rule.why for rule in route.rules if rule.fits(it.band, it.level, it.kinds, it.area)):
            found[route.id] = why
    return found


def ways(routes: Routes, services: Mapping[str, Service], it: About, now: datetime) -> tuple[Way, ...]:
    """All of them, the suggested first, each in the order of the file."""
    shut = frozenset(route.id for route in routes.values() if route.service in services and services[route.service].is_shut(now))
    why = suggested(routes, it, shut)
    all_of_them = [_way(route, services.get(route.service), why.get(route.id, ())) for route in routes.values()]
    return tuple(sorted(all_of_them, key=lambda way: not way.why))


def take(scene: Scene, offered: tuple[Way, ...], route: str, why: str) -> Changes:
    """A person's choice, with their reason when it was not suggested."""
    way = next((one for one in offered if one.route.id == route), None)
    now, reason = judged(scene.case), short(why)
    if way is None:
        raise Refused("Choose a route from the list.")
    if any(one.route == route for one in now.routes):
        raise Refused("That route is chosen already.")
    if not way.why and not reason:
        raise Refused("That route was not suggested: write why you choose it.")
    taken = Taken(hand(scene), route, reason, suggested=bool(way.why))
    return kept(
        scene,
        replace(now, routes=(*now.routes, taken)),
        "route",
        ("route", route),
        ("suggested", "yes" if taken.suggested else "no"),
    )


def untake(scene: Scene, route: str) -> Changes:
    """A choice that is taken back. The audit keeps that it was made."""
    now = judged(scene.case)
    left = tuple(one for one in now.routes if one.route != route)
    if left == now.routes:
        raise Refused("That route is not chosen.")
    return kept(scene, replace(now, routes=left), "route_out", ("route", route))


def _way(route: ReferralRoute, service: Service | None, why: tuple[str, ...]) -> Way:
    checked = service is not None and service.verified
    unknown = "; ".join(map(plainly, service.unchecked)) if service else ""
    unverified = route.unverified or (f"not checked: {unknown}" if unknown else "")
    phone, web = (service.phone or "", service.web or "") if service and checked else ("", "")
    return Way(route, why, phone, web, unverified)


def why_not(scene: Scene) -> str:
    """Empty when they may write; else why not."""
    try:
        may_write(scene)
    except Refused as error:
        return error.why
    return ""
