"""The referral pack: what a case and its assessment hold, as plain values in the form of `docs/referral-schema.json`.

Never guesses: what nobody was told is named in `to_fill`, and what the screen found says whether a person confirmed it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.content.indicators import Indicators
from bot.desk.assess import KIND, judged
from bot.desk.assessed import left_to_do
from bot.desk.found import kind_words
from bot.desk.safety_words import packed
from bot.desk.ways import Way
from bot.model.assessment import Answer, Hand, Taken
from bot.model.case import Case
from bot.model.case_lines import Posted
from bot.model.conversation import Conversation
from bot.model.message import Entry, Speaker
from bot.model.risk import Kind

type Values = dict[str, Any]

FORMAT = "lev-referral-1"
TO_FILL = (
    "names, also other names", "date of birth, and how it is known", "gender and pronouns", "first language, and whether an interpreter is needed",  # noqa: E501
    "address, and where they are now", "a safe way and time to call or text, and the code word", "school or college, GP",
    "disability or special needs; in care, a plan, or a social worker", "parents or carers, household, other children who may be at risk",  # noqa: E501
    "the person said to have caused harm: only what was told, unconfirmed", "who refers: agency, role, phone, email",
    "spoken to by phone: whom, and when",
)  # fmt: skip
"""What agencies ask for and Lev never guesses; a person writes it, only as told."""

# Controls (NUL among them) and halves of letters: no form, printer or case system can hold them, and they hold no word.
_NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Made:
    """What a pack is made of: the case as read, its lines, the choices, who makes it when (UTC), and for which referral."""

    talk: Conversation
    case: Case
    entries: Sequence[Entry]
    lists: Indicators
    ways: Sequence[Way]
    by: str
    now: datetime
    referred: Posted | None = None


def pack(made: Made) -> Values:
    """All of it. The same case gives the same values."""
    case, talk, now = made.case, made.talk, judged(made.case)
    signs, lists = {sign.id: sign.name for sign in made.lists.signs()}, made.lists
    whole: Values = clean({
        "format": FORMAT,
        "practice": case.practice or talk.practice,
        "made": {"by": made.by, "at": stamp(made.now)},
        "referred_to": (to := made.referred) and {"id": to.to, "name": to.name, "by": to.by_name, "at": stamp(to.at)},
        "left": left_to_do(now, case),
        "to_fill": list(TO_FILL),
        "case": {
            "id": case.id, "channel": case.channel.value, "opened_at": stamp(case.opened_at), "seen_at": stamp(case.seen_at),
            "age_band": talk.age_band.value if talk.age_band else "unknown", "area": case.district or talk.district or "unknown",
        },
        "safe_contact": packed(talk.safety),
        "concern": {
            "level": case.level.word,
            "kinds": [_kind(kind, now.answer(f"{KIND}{kind.value}")) for kind in case.kinds],
            "words": _words(made.entries),
        },
        "signs": [{"id": one.sign, "name": signs.get(one.sign, one.sign), **_answer(one)}
                  for one in now.answers if not one.sign.startswith(KIND)],
        "strengths": (one := now.strengths) and {
            "names": [lists.strengths.get(each, each) for each in one.ids], "note": one.note,
            "model": {"id": one.model, "name": lists.models.get(one.model, one.model)}, **_by(one.by),
        },
        "own_words": (said := now.own_words) and {
            "quotes": [{"at": stamp(quote.at), "text": quote.text} for quote in said.quotes],
            "wants": said.wants, "fears": said.fears, "not_wanted": said.not_wanted, **_by(said.by),
        },
        "confidentiality": (told := now.promise) and {"said_at": stamp(told.said_at), "words": told.words, **_by(told.by)},
        "consent": (yes := now.consent) and {
            "answer": yes.answer, "name": lists.consents.get(yes.answer, yes.answer),
            "why": [{"id": each, "name": lists.overrides.get(each, each)} for each in yes.why],
            "reason": yes.reason, "parents": yes.parents, **_by(yes.by),
        },
        "decision": (what := now.decision) and {
            "level": what.level, "what": what.what, "name": lists.decisions.get(what.what, what.what), "why": what.why, **_by(what.by),  # noqa: E501
            "agreed_by": what.agreed.name if what.agreed else None, "agreed_at": stamp(what.agreed.at) if what.agreed else None,
        },
        "routes": [_route(one, made.ways) for one in now.routes],
        "clock": [{"step": tick.step, "was_at": stamp(tick.at), "whom": tick.whom, "note": tick.note, **_by(tick.by)} for tick in now.clock],  # noqa: E501
        "missing": [
            {"away_at": stamp(each.away_at), "back_at": stamp(each.back_at), "where": each.where, "harm": each.harm,
             "talk": each.talk, "talk_at": stamp(each.done_at), **_by(each.by)}
            for each in now.episodes
        ],
    })  # fmt: skip
    return whole


def clean(value: Any) -> Any:
    """The same with a mark where there was no letter, all the way down."""
    if isinstance(value, str):
        return _NO_LETTER.sub("\ufffd", value.replace("\r\n", "\n"))
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    return [clean(one) for one in value] if isinstance(value, list) else value


def stamp(at: datetime | None) -> str | None:
    """UTC as ISO 8601, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def _by(hand: Hand) -> Values:
    return {"by": hand.name, "at": stamp(hand.at)}


def _answer(one: Answer) -> Values:
    return {"answer": one.is_so, "seen_in": one.seen_in, **_by(one.by)}


def _kind(kind: Kind, answer: Answer | None) -> Values:
    rest = _answer(answer) if answer else {"answer": None, "seen_in": "", "by": None, "at": None}
    return {"id": kind.value, "name": kind_words(kind), **rest}


def _words(entries: Sequence[Entry]) -> list[Values]:
    """Their lines in which something was found, whole and as they were written."""
    return [
        {"at": stamp(one.at), "text": one.text, "kinds": sorted({found.kind.value for found in one.findings})}
        for one in entries
        if one.speaker is Speaker.YOUNG_PERSON and one.findings
    ]


def _route(one: Taken, ways: Sequence[Way]) -> Values:
    way = next((way for way in ways if way.route.id == one.route), None)
    return {
        "id": one.route, "name": way.route.name if way else one.route, "phone": way.phone if way else "",
        "unverified": way.unverified if way else "", "suggested": one.suggested, "why": one.why, **_by(one.by),
    }  # fmt: skip
