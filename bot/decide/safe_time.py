"""Decides whether Lev may light up a phone just now. A text, the talk, its case and the time in; why it waits or lapses out.

Never holds back an urgent answer to their own text, a worker's words, or what a page shows that is open anyway.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.content.hours import LONDON
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Outbound, Speaker
from bot.model.safety import SafeTime, Safety

JUST_WROTE = timedelta(minutes=5)  # the phone is in their own hand
LONGEST_WAIT = timedelta(hours=24)  # words older than a day would only confuse
WAITS, LAPSED, OVERTAKEN = "safe_time", "safe_time_lapsed", "overtaken"
"""Codes for the desk: it waits for a safe time; none came in time; Lev has said something newer, and this is out of date."""


def minds(outbound: Outbound, talk: Conversation) -> bool:
    """Whether this text has to mind the times at all."""
    by_lev = outbound.speaker is Speaker.LEV and not outbound.staff and outbound.channel is Channel.SMS
    return by_lev and (outbound.unasked or not outbound.urgent) and noted(talk.safety)


def not_now(outbound: Outbound, talk: Conversation, case: Case | None, latest: Sequence[Entry], now: datetime) -> str | None:
    """One of the three codes, or nothing when it may go. `latest` are the newest lines of the talk.

    Words of Lev that nobody asked for lapse once Lev has said something newer: "Tam has joined" after "Tam has gone".
    """
    if not minds(outbound, talk):
        return None
    if outbound.unasked and any(line.speaker is Speaker.LEV and line.at > outbound.at for line in latest):
        return OVERTAKEN
    if now - outbound.at > LONGEST_WAIT:
        return LAPSED
    lit = case is not None and case.id == outbound.case_id and bool(case.worker_said_at and case.worker_said_at >= outbound.at)
    return None if lit or may_light_up(talk, now) else WAITS


def may_light_up(talk: Conversation, now: datetime) -> bool:
    """Whether a text that lights up their phone now is within what they said is safe, or they wrote just now."""
    wrote = talk.last_in_at is not None and now - talk.last_in_at <= JUST_WROTE
    safety = talk.safety
    return wrote or safety is None or not noted(safety) or any(within(one, now) for one in safety.times)


def noted(safety: Safety | None) -> bool:
    """Whether anything is noted that bars a time: safe times, or that it is not safe there at all."""
    return safety is not None and (bool(safety.times) or safety.here == "no")


def within(one: SafeTime, now: datetime) -> bool:
    """Whether `now` (UTC) falls in this safe time, by Cornwall's clock."""
    local = now.astimezone(LONDON)
    day, at = local.weekday(), local.time()
    if one.opens < one.closes:
        return day in one.days and one.opens <= at < one.closes
    return (day in one.days and at >= one.opens) or ((day - 1) % 7 in one.days and at < one.closes)
