"""Waiting cases by the dozen. A store and how many in, the cases out, as they stand in the queue.

Never words of anybody: one phrase that the screen knows.
"""

from datetime import datetime, timedelta

from bench.growth.fill import NOW
from bot.model.case import Case, CaseState
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.message import Channel
from bot.model.risk import Finding, Kind, Level, Rule
from bot.privacy.pseudonym import Pseudonyms
from bot.store.open import Store

_LEVELS = (Level.CONCERN, Level.HIGH, Level.CRITICAL)
_PEOPLE = Pseudonyms(bytes(32))


async def waiting(store: Store, many: int, begun: datetime = NOW, level: Level | None = None) -> list[Case]:
    """Levels in turn (or all of one level); each began to wait a second after the one before."""
    cases = []
    for number in range(many):
        contact, at = _PEOPLE.contact(Channel.WEB, f"young {number}"), begun + timedelta(seconds=number)
        how = level or _LEVELS[number % 3]
        found = Finding(Kind.HOME_HARM, how, "he hits me", 0, 10, Rule.PHRASE, 0.9)
        talk = Conversation(contact, Channel.WEB, f"young {number}", at, case_id=f"q{number}", highest=how)
        case = Case(
            f"q{number}",
            contact,
            Channel.WEB,
            CaseState.WAITING,
            how,
            (Kind.HOME_HARM,),
            at,
            at,
            findings=(found,),
            district="west",
        )
        await store.commit.commit(Changes(talk, case=case))
        cases.append(case)
    return sorted(cases, key=lambda case: (-case.level, case.waiting_since))
