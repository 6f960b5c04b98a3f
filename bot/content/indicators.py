"""What a worker judges by. `data/indicators.yml` in; signs with the kinds they may show in, strengths and choices out.

Never adds anything up: signs have no points.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, read
from bot.model.risk import Kind

_ID = re.compile(r"[a-z_]{1,40}")
_PARTS = ("signs", "strengths", "models", "decisions", "consents", "overrides")


@dataclass(frozen=True, slots=True)
class Sign:
    """`name` is what a worker reads; `kinds` are the kinds of finding whose words are shown beside it."""

    id: str
    name: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Group:
    """Signs that belong together, with what a worker should know of the list."""

    name: str
    hint: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """Everything of the assessment page that people choose from, by id. `need_reason` are consents that need one."""

    groups: tuple[Group, ...]
    strengths: Mapping[str, str]
    models: Mapping[str, str]
    decisions: Mapping[str, str]
    consents: Mapping[str, str]
    need_reason: frozenset[str]
    overrides: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> "Indicators":
        """Raises `ContentError`."""
        table = read(path).table("signed_off", need=_PARTS)
        seen: set[str] = set()
        groups = tuple(_group(node, seen) for node in table["signs"].table().values())
        strengths, models, decisions, overrides = (
            _names(table[part]) for part in ("strengths", "models", "decisions", "overrides")
        )
        for part, has, least in (("decisions", decisions, "refer"), ("models", models, "none")):
            if least not in has:
                raise table[part].wrong(f"{least!r} is missing: the page needs it")
        consents, need_reason = {}, set()
        for consent_id, node in table["consents"].table().items():
            each = node.table(need=("name", "reason"))
            if not isinstance(each["reason"].value, bool):
                raise each["reason"].wrong("expected yes or no")
            consents[_id(consent_id, node)] = each["name"].text()
            need_reason |= {consent_id} if each["reason"].value else set()
        return cls(groups, strengths, models, decisions, consents, frozenset(need_reason), overrides)

    def signs(self) -> tuple[Sign, ...]:
        """Every sign, in the order of the file."""
        return tuple(sign for group in self.groups for sign in group.signs)


def _group(node: Node, seen: set[str]) -> Group:
    table = node.table("hint", need=("name", "signs"))
    signs = []
    for sign_id, each in table["signs"].table().items():
        if sign_id in seen:
            raise each.wrong(f"{sign_id!r} is here twice")
        seen.add(_id(sign_id, each))
        line = each.table(need=("name", "kinds"))
        unknown = [kind for kind in line["kinds"].texts() if kind not in {known.value for known in Kind}]
        if unknown:
            raise line["kinds"].wrong(f"unknown kind {unknown[0]!r}")
        signs.append(Sign(sign_id, line["name"].text(), frozenset(Kind(kind) for kind in line["kinds"].texts())))
    return Group(table["name"].text(), table["hint"].text() if "hint" in table else "", tuple(signs))


def _names(node: Node) -> dict[str, str]:
    return {_id(one, each): each.text() for one, each in node.table().items()}


def _id(name: str, node: Node) -> str:
    if not _ID.fullmatch(name):
        raise node.wrong(f"{name!r}: an id is small letters and _, 40 at most")
    return name
