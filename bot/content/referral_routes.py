"""Who can be told of a case, and when which is suggested. `data/referral_routes.yml` in; routes with their rules out.

Never holds a number: those are the services', where a person has to check them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, read
from bot.model.age import AgeBand
from bot.model.risk import Kind, Level

_ID = re.compile(r"[a-z0-9_]{1,40}")
_UNKNOWN = "unknown"
_CHILD = frozenset({None, AgeBand.UNDER_13, AgeBand.FROM_13, AgeBand.FROM_16})
AGES: Mapping[str, frozenset[AgeBand | None]] = {
    "any": _CHILD | {AgeBand.ADULT},
    "child": _CHILD,  # an age that nobody said counts as a child's
    "under_13": frozenset({None, AgeBand.UNDER_13}),
    "from_16": frozenset({AgeBand.FROM_16, AgeBand.ADULT}),
    "adult": frozenset({AgeBand.ADULT}),
}
_AREAS = ("east", "mid", "west", "scilly", _UNKNOWN)
_LEVELS = {level.word: level for level in Level}
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Rule:
    """When a route is suggested, and why in a worker's words. An empty set of kinds, areas or levels fits everything."""

    why: str
    ages: frozenset[AgeBand | None]
    levels: frozenset[Level]
    kinds: frozenset[Kind]
    areas: frozenset[str | None]

    def fits(self, band: AgeBand | None, level: Level, kinds: frozenset[Kind], area: str | None) -> bool:
        """Whether all of it fits."""
        here = not self.areas or area in self.areas
        return (
            here
            and band in self.ages
            and (not self.levels or level in self.levels)
            and (not self.kinds or bool(self.kinds & kinds))
        )


@dataclass(frozen=True, slots=True)
class ReferralRoute:
    """One that can be told. `service` is its id in `data/services`, or empty; `when_shut` is a route that must be shut first."""

    id: str
    name: str
    how: str
    consent: bool
    service: str
    unverified: str
    when_shut: str
    rules: tuple[Rule, ...]


def load_referral_routes(path: Path) -> Mapping[str, ReferralRoute]:
    """By id, in the order of the file. Raises `ContentError`."""
    listed = read(path).table("signed_off", need=("routes",))["routes"].table()
    routes = {route_id: _route(route_id, node) for route_id, node in listed.items()}
    for route_id, route in routes.items():
        if route.when_shut and route.when_shut not in routes:
            raise listed[route_id].wrong(f"when_shut: there is no route {route.when_shut!r}")
    return routes


def _route(route_id: str, node: Node) -> ReferralRoute:
    if not _ID.fullmatch(route_id):
        raise node.wrong(f"{route_id!r}: an id is small letters, figures and _, 40 at most")
    table = node.table("service", "unverified", "when_shut", "when", need=("name", "how", "consent"))
    if not isinstance(table["consent"].value, bool):
        raise table["consent"].wrong("expected yes or no")
    service, unverified, when_shut = (table[one].text() if one in table else "" for one in ("service", "unverified", "when_shut"))
    rules = tuple(_rule(each) for each in table["when"].items()) if "when" in table else ()
    name, how = table["name"].text(), table["how"].text()
    return ReferralRoute(route_id, name, how, table["consent"].value, service, unverified, when_shut, rules)


def _rule(node: Node) -> Rule:
    table = node.table("ages", "levels", "kinds", "areas", need=("why",))
    ages = table["ages"].text() if "ages" in table else "any"
    if ages not in AGES:
        raise table["ages"].wrong(f"ages must be one of {', '.join(AGES)}")
    levels, kinds, areas = _some(table, "levels", _LEVELS), _some(table, "kinds", _KINDS), _some(table, "areas", _AREAS)
    return Rule(
        table["why"].text(),
        AGES[ages],
        frozenset(_LEVELS[one] for one in levels),
        frozenset(_KINDS[one] for one in kinds),
        frozenset(None if one == _UNKNOWN else one for one in areas),
    )


def _some(table: Mapping[str, Node], name: str, known: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
    said = table[name].texts() if name in table else ()
    for one in said:
        if one not in known:
            raise table[name].wrong(f"{one!r} is not known in {name}; known: {', '.join(known)}")
    return said
