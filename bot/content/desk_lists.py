"""What workers choose from at the desk. `data/desk.yml` and its neighbours in; reasons, by id, and what cases are judged by out.

Never holds anything of a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.indicators import Indicators
from bot.content.reader import read

_ID = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Reason:
    """`name` is what a worker reads, `id` what the audit keeps; `write` asks for a sentence as well."""

    id: str
    name: str
    write: bool


@dataclass(frozen=True, slots=True)
class DeskLists:
    """`pick_reasons`: why a case was taken before others. `indicators`: what a worker judges a case by."""

    pick_reasons: Mapping[str, Reason]
    indicators: Indicators

    @classmethod
    def load(cls, path: Path) -> "DeskLists":
        """Raises `ContentError`."""
        reasons = {}
        for reason_id, node in read(path).table("signed_off", need=("pick_reasons",))["pick_reasons"].table().items():
            table = node.table("write", need=("name",))
            if not _ID.fullmatch(reason_id):
                raise node.wrong(f"{reason_id!r}: an id is small letters and _, 40 at most")
            write = table["write"].value if "write" in table else False
            if not isinstance(write, bool):
                raise table["write"].wrong("expected yes or no")
            reasons[reason_id] = Reason(reason_id, table["name"].text(), write)
        return cls(reasons, Indicators.load(path.with_name("indicators.yml")))
