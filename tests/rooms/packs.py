"""Two packs of made-up people: one nobody has touched, and one in which everything that can be written is written."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.content.desk_lists import DeskLists
from bot.content.services import Services
from bot.desk.pack import Made, Values, pack
from bot.desk.steps import BY_HAND
from bot.desk.timing import TALKS
from bot.desk.ways import about, ways
from bot.house import DATA
from bot.model.age import AgeBand
from bot.model.assessment import (
    Answer,
    Consent,
    Decision,
    Episode,
    Hand,
    Judgement,
    OwnWords,
    Promise,
    Quote,
    Strengths,
    Taken,
    Tick,
)
from bot.model.case import Case, CaseState
from bot.model.case_lines import Posted
from bot.model.conversation import Conversation
from bot.model.message import Channel, ContactId, Entry, Speaker
from bot.model.risk import Finding, Kind, Level
from bot.model.safety import SafeTime, Safety

LISTS = DeskLists.load(DATA / "desk.yml")
AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TAM, LEE = Hand("w1", "Tam", AT), Hand("w2", "Lee", AT)
WHO = ContactId("0" * 32)
EMPTY = Case("c1", WHO, Channel.SMS, CaseState.WAITING, Level.HIGH, (Kind.CSE, Kind.MISSING), AT, AT)


def _pack(case: Case, talk: Conversation, *entries: Entry, referred: Posted | None = None) -> Values:
    services = {service.id: service for service in Services.load(DATA / "services").all()}
    offered = ways(LISTS.referral, services, about(case, talk.age_band, talk.district), AT)
    return pack(Made(talk, case, entries, LISTS.indicators, offered, "Tam", AT, referred))


def minimal() -> Values:
    """What nobody has touched."""
    return _pack(EMPTY, Conversation(WHO, Channel.SMS, "x", AT))


def full() -> Values:
    """Everything that can be written is written."""
    lists = LISTS.indicators
    sign, later = next(iter(lists.signs())).id, AT + timedelta(hours=1)
    judged = Judgement(
        (Answer("kind_cse", "yes", "in the talk", TAM), Answer(sign, "unsure", "", TAM)),
        Strengths(TAM, tuple(lists.strengths), "Gran", next(iter(lists.models))),
        OwnWords(TAM, (Quote("1-1", AT, "he wont stop"),), "him to stop", "dad", "school told"),
        Promise(TAM, AT, "I may have to tell someone"),
        Consent(TAM, next(iter(lists.consents)), tuple(lists.overrides), "delay", "not told"),
        Decision(TAM, "high", next(iter(lists.decisions)), "what was said", LEE),
        (Taken(TAM, "maru"), Taken(TAM, "lado", "a coach", suggested=False)),
        tuple(Tick(TAM, step, later, "MARU", "by phone") for step in BY_HAND),
        tuple(Episode(TAM, AT, later, "Truro", "none told", talk, later if talk == "accepted" else None) for talk in TALKS),
    )
    safety = Safety("no", TAM, (SafeTime((0, 1), time(16), time(18, 30)),), TAM, "kettle", TAM)
    talk = Conversation(WHO, Channel.SMS, "x", AT, age_band=AgeBand.FROM_13, district="west", safety=safety)
    found = Finding(Kind.CSE, Level.HIGH, "he wont stop", 0, 12)
    line = Entry(AT, Speaker.YOUNG_PERSON, "he wont stop", "m1", level=Level.HIGH, findings=(found,))
    return _pack(replace(EMPTY, seen_at=AT, judged=judged), talk, line, referred=Posted("p1", "maru", "MARU", "Tam", AT))
