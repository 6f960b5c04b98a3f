"""Nobody at the desk has looked: an urgent waiting case in, a text to the next person on duty out.

Never names a person, a kind or a word: the text says that somebody waits, and no more.
"""

from dataclasses import replace
from datetime import datetime

from bot.decide.attention import LEV
from bot.decide.heard import House
from bot.model.case import Case
from bot.model.case_lines import Climb
from bot.model.changes import AuditLine, Changes, Event
from bot.model.conversation import Conversation
from bot.model.message import Channel, Outbound
from bot.model.rings import rings


def climb(talk: Conversation, case: Case, house: House, staff: frozenset[str], now: datetime) -> Changes | None:
    """The next step that is due. `staff` are the people whose numbers are set; a step without one is only written down."""
    if not rings(case):
        return None
    ladder = house.routes.ladder(case.level, open_now=house.hours.is_open(now))
    told = {step.who for step in case.climbed}
    who = next((who for who, after in ladder.items() if who not in told and now - case.waiting_since >= after), None)
    if who is None:
        return None
    outbound_id = f"{talk.contact[:12]}.{case.id[:8]}.{len(case.climbed)}.{int(case.waiting_since.timestamp())}"
    texts: tuple[Outbound, ...] = ()
    if who in staff:
        text = house.routes.alert
        texts = (Outbound(outbound_id, talk.contact, Channel.SMS, text, now, case_id=case.id, urgent=True, staff=who),)
    step = Climb(who, now, outbound_id if texts else None)
    detail = (("who", who), ("texted", "yes" if texts else "no number"))
    return Changes(
        conversation=talk,
        case=replace(case, climbed=(*case.climbed, step)),
        outbound=texts,
        audit=(AuditLine(now, LEV, "alert_climbed", talk.contact, case.id, detail),),
        events=(Event("case", talk.contact, case.id),),
    )
