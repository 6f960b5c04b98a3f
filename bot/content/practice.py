"""Scripted young people for the practice room. `data/practice` in, scripts out.

Never anybody's real words, and never a script without something to learn from it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Node, files, read
from bot.content.risk_lists import LEVELS

ACTS = ("claim", "safe_check", "reply", "refer", "close")
"""What a worker does that a script can answer to, or look for."""

_ID = re.compile(r"[a-z_]{1,40}")
_ABOUT = ("title", "about", "age", "channel", "why", "safe_check")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the scripted young person says once: on an act, when the worker wrote one of `has`, referred to one of `to`,

    and has done all of `after` before. Empty means: whatever it was.
    """

    on: str
    say: tuple[str, ...]
    has: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for at the end: an act `did` (to one of `to`, before the first `before`), words `said`, or `never` said."""

    yes: str
    no: str
    did: str = ""
    before: str = ""
    to: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """One scripted young person. `safe_check` is the worker's ready-made question whether it is safe to talk."""

    id: str
    title: str
    about: str
    age: str
    channel: str
    level: str
    why: str
    safe_check: str
    opens: tuple[str, ...]
    answers: tuple[Answer, ...]
    looks: tuple[Look, ...]


def load_practice(folder: Path, routes: Collection[str]) -> Mapping[str, Script]:
    """Every script by id. `routes` are those of `data/referral_routes.yml`. Raises `ContentError`."""
    return {path.stem: _script(path, routes) for path in files(folder)}


def _script(path: Path, routes: Collection[str]) -> Script:
    node = read(path)
    table = node.table("signed_off", need=(*_ABOUT, "level", "opens", "replies", "feedback"))
    if not _ID.fullmatch(path.stem):
        raise node.wrong("a script's file is named by small letters and _")
    level = table["level"].text()
    if level not in LEVELS:
        raise table["level"].wrong(f"expected one of {', '.join(LEVELS)}")
    about = {name: table[name].text() for name in _ABOUT}
    answers = tuple(_answer(one, routes) for one in table["replies"].items())
    looks = tuple(_look(one, routes) for one in table["feedback"].items())
    if not any(one.on == "reply" and not (one.has or one.after) for one in answers):
        raise table["replies"].wrong("one `on: reply` must fit whatever a worker writes, or they would wait for ever")
    if not table["opens"].texts() or not looks:
        raise node.wrong("a script opens with something and gives feedback at the end")
    return Script(id=path.stem, level=level, opens=table["opens"].texts(), answers=answers, looks=looks, **about)


def _answer(node: Node, routes: Collection[str]) -> Answer:
    table = node.table("has", "to", "after", need=("on", "say"))
    return Answer(_act(table["on"]), table["say"].texts(), _words(table, "has"), _to(table, routes), _acts(table, "after"))


def _look(node: Node, routes: Collection[str]) -> Look:
    table = node.table("did", "before", "to", "said", "never", need=("yes", "no"))
    if len({"did", "said", "never"} & set(table)) != 1:
        raise node.wrong("feedback looks for one of: did, said, never")
    did, before = (_act(table[name]) if name in table else "" for name in ("did", "before"))
    return Look(
        table["yes"].text(), table["no"].text(), did, before, _to(table, routes), _words(table, "said"), _words(table, "never")
    )


def _act(node: Node) -> str:
    act = node.text()
    if act not in ACTS:
        raise node.wrong(f"expected one of {', '.join(ACTS)}")
    return act


def _to(table: dict[str, Node], routes: Collection[str]) -> tuple[str, ...]:
    to = _words(table, "to")
    if unknown := [one for one in to if one not in routes]:
        raise table["to"].wrong(f"{unknown[0]!r} is no route of referral_routes.yml")
    return to


def _words(table: dict[str, Node], name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in table[name].texts()) if name in table else ()


def _acts(table: dict[str, Node], name: str) -> tuple[str, ...]:
    return tuple(_act(item) for item in table[name].items()) if name in table else ()
