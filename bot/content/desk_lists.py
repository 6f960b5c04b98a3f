"""What workers choose from at the desk. `data/desk.yml` and its neighbours in; reasons, by id, and what cases are judged by out.

Never holds anything of a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.indicators import Indicators
from bot.content.lead_lists import BlockList, Pause, ReviewForm
from bot.content.limits import Limits
from bot.content.practice import Script, load_practice
from bot.content.reader import read
from bot.content.referral_routes import ReferralRoute, load_referral_routes

_ID = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Reason:
    """`name` is what a worker reads, `id` what the audit keeps; `write` asks for a sentence as well."""

    id: str
    name: str
    write: bool


@dataclass(frozen=True, slots=True)
class DeskLists:
    """`pick_reasons`: why a case was taken before others. The others are for leads and for workers' care;
    `practice` are the scripts beside it, `indicators` what a worker judges a case by; `number_reasons` say why a phone
    number is shown, by id; `referral` are those who can be told of a case; `limits` how fast a step must follow.
    """

    pick_reasons: Mapping[str, Reason]
    review: ReviewForm
    pause: Pause
    block: BlockList
    practice: Mapping[str, Script]
    number_reasons: Mapping[str, str]
    indicators: Indicators
    limits: Limits
    referral: Mapping[str, ReferralRoute]

    @classmethod
    def load(cls, path: Path) -> "DeskLists":
        """Raises `ContentError`."""
        reasons = {}
        whole = read(path).table("signed_off", need=("pick_reasons", "number_reasons", "review", "pause", "block"))
        for reason_id, node in whole["pick_reasons"].table().items():
            table = node.table("write", need=("name",))
            if not _ID.fullmatch(reason_id):
                raise node.wrong(f"{reason_id!r}: an id is small letters and _, 40 at most")
            write = table["write"].value if "write" in table else False
            if not isinstance(write, bool):
                raise table["write"].wrong("expected yes or no")
            reasons[reason_id] = Reason(reason_id, table["name"].text(), write)
        numbers = {reason: node.text() for reason, node in whole["number_reasons"].table().items()}
        review, pause, block = ReviewForm.of(whole["review"]), Pause.of(whole["pause"]), BlockList.of(whole["block"])
        referral = load_referral_routes(path.with_name("referral_routes.yml"))
        practice = load_practice(path.parent / "practice", referral)
        indicators = Indicators.load(path.with_name("indicators.yml"))
        limits = Limits.load(path.with_name("limits.yml"))
        return cls(reasons, review, pause, block, practice, numbers, indicators, limits, referral)
