"""A referral pack as titled lines, the same for the page and the PDF. The pack's values in, sections out.

Never leaves a part out in silence: one that nobody wrote says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.desk.pack import Values
from bot.desk.pages import clock
from bot.desk.show import AREAS, BANDS

_ANSWERS = {"yes": "yes", "no": "no", "unsure": "not known", None: "no person has answered yet"}
_TALK = {"not_offered": "not offered yet"}


@dataclass(frozen=True, slots=True)
class Line:
    """`text` after its `name`; `quote` when it is the young person's own, `by` who wrote it and when."""

    name: str
    text: str
    by: str = ""
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section. Without lines, nobody wrote it."""

    title: str
    lines: tuple[Line, ...]


def parts(values: Values) -> tuple[Part, ...]:
    """In the order in which an agency reads."""
    named = (
        ("The case", _case), ("Safe ways of contact", _safe), ("What was found", _concern), ("Their words, as written", _said),
        ("Signs", _signs), ("What protects them", _strengths), ("What they want, in their own words", _own_words),
        ("Confidentiality", _told), ("Agreement to sharing", _consent), ("Decision", _decision), ("Who is told", _routes), ("Times", _clock), ("Times away", _missing),  # noqa: E501
    )  # fmt: skip
    return tuple(Part(title, tuple(line for line in of(values) if line.text)) for title, of in named)


def when(stamp: str | None) -> str:
    """A time of the pack as it is in Cornwall."""
    return clock(datetime.fromisoformat(stamp)) if stamp else ""


def _by(one: Values) -> str:
    return f"{one['by']}, {when(one['at'])}" if one.get("by") else ""


def _case(values: Values) -> Iterator[Line]:
    case = values["case"]
    yield Line("Reference", case["id"])
    yield Line("Came by", {"web": "web chat", "sms": "text message"}.get(case["channel"], case["channel"]))
    yield Line("Age", BANDS.get(case["age_band"], "not known: treat as a child"))
    yield Line("Part", AREAS.get(case["area"], "not known"))
    yield Line("Told to Lev", when(case["opened_at"]))
    yield Line("First seen by a worker", when(case["seen_at"]) or "not yet")


def _safe(values: Values) -> Iterator[Line]:
    if one := values["safe_contact"]:
        where = {"web": "Safe to write by web chat", "sms": "Safe to text this number"}.get(values["case"]["channel"], "Safe here")
        here = {"yes": "yes", "no": "NO", "unknown": "not known"}[one["here"]]
        yield Line(where, here, f"{one['here_by']}, {when(one['here_at'])}" if one["here_by"] else "")
        yield Line("Safe times", "; ".join(one["times"]), f"{one['times_by']}, {when(one['times_at'])}" if one["times_by"] else "")
        yield Line("Code word", "agreed: ask whoever had the case, by phone" if one["code_word_agreed"] else "")


def _concern(values: Values) -> Iterator[Line]:
    yield Line("Level found by the screen", values["concern"]["level"])
    for kind in values["concern"]["kinds"]:
        seen = f"; {kind['seen_in']}" if kind["seen_in"] else ""
        yield Line(kind["name"].capitalize(), f"{_ANSWERS[kind['answer']]}{seen}", _by(kind))


def _said(values: Values) -> Iterator[Line]:
    for one in values["concern"]["words"]:
        yield Line(when(one["at"]), one["text"], quote=True)


def _signs(values: Values) -> Iterator[Line]:
    for sign in values["signs"]:
        seen = f"; {sign['seen_in']}" if sign["seen_in"] else ""
        yield Line(sign["name"], f"{_ANSWERS[sign['answer']]}{seen}", _by(sign))


def _strengths(values: Values) -> Iterator[Line]:
    if one := values["strengths"]:
        yield Line("Strengths", "; ".join(one["names"]))
        yield Line("Who and what else", one["note"])
        yield Line("How, if somebody exploits them", one["model"]["name"], _by(one))


def _own_words(values: Values) -> Iterator[Line]:
    if one := values["own_words"]:
        for quote in one["quotes"]:
            yield Line(when(quote["at"]), quote["text"], quote=True)
        yield Line("Wants", one["wants"], _by(one))
        yield Line("Is afraid of", one["fears"], _by(one))
        yield Line("Does not want", one["not_wanted"], _by(one))


def _told(values: Values) -> Iterator[Line]:
    if one := values["confidentiality"]:
        yield Line(f"Said {when(one['said_at'])}", one["words"], _by(one))


def _consent(values: Values) -> Iterator[Line]:
    if one := values["consent"]:
        yield Line("Agreement", one["name"], _by(one))
        yield Line("Why without full agreement", "; ".join(each["name"] for each in one["why"]))
        yield Line("Reason", one["reason"])
        yield Line("Parent or carer", one["parents"])


def _decision(values: Values) -> Iterator[Line]:
    if one := values["decision"]:
        yield Line("Decided", f"{one['name']}, at level {one['level']}", _by(one))
        yield Line("Why", one["why"])
        yield Line("Lead", f"{one['agreed_by']} agrees, {when(one['agreed_at'])}" if one["agreed_by"] else "no lead has looked yet")


def _routes(values: Values) -> Iterator[Line]:
    for one in values["routes"]:
        asked = "suggested" if one["suggested"] else "not suggested, chosen all the same"
        facts = (one["phone"], asked, one["why"], f"UNVERIFIED: {one['unverified']}" if one["unverified"] else "")
        yield Line(one["name"], "; ".join(fact for fact in facts if fact), _by(one))


def _clock(values: Values) -> Iterator[Line]:
    for one in values["clock"]:
        yield Line(
            one["step"].replace("_", " ").capitalize(),
            "; ".join(x for x in (when(one["was_at"]), one["whom"], one["note"]) if x),
            _by(one),
        )


def _missing(values: Values) -> Iterator[Line]:
    for one in values["missing"]:
        back = f"back {when(one['back_at'])}" if one["back_at"] else "not back yet, as far as is known"
        talk = f"talk afterwards: {_TALK.get(one['talk'], one['talk'].replace('_', ' '))}"
        yield Line(f"Away {when(one['away_at'])}", "; ".join(x for x in (back, one["where"], one["harm"], talk) if x), _by(one))
