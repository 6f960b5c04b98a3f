"""The fixed cubes: how people are split, each way by itself. A talk and a time in, one cell of each cube out.

Never two ways at once: in a place as small as Cornwall the cross of age, place and theme can name a child.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.age import BANDS, UNKNOWN, band_name
from bot.model.conversation import Conversation
from bot.model.message import Channel

LONDON = ZoneInfo("Europe/London")
EVERYONE = "all"  # stands where a theme does: people with any theme, each once
TOTAL = ("total", "people")

PARTS: dict[str, tuple[str, ...]] = {
    "age": (*(band.value for band in BANDS), UNKNOWN),
    "channel": (Channel.SMS.value, Channel.WEB.value),
    "district": ("east", "mid", "west", UNKNOWN),  # Scilly has so few young people that it is never apart from the west
    "time": ("morning", "afternoon", "evening", "night"),
}
"""Cubes whose cells add up to a theme's total: each person is in exactly one cell of each."""

OUTCOMES = ("fetched", "reached", "waited", "left")
ROUTES = ("maru", "police", "adult_safeguarding", "lado", "early_help", "other")
WAITS = {"under_5": timedelta(minutes=5), "under_15": timedelta(minutes=15), "under_60": timedelta(minutes=60), "longer": None}
"""How long somebody waited, in steps wide enough for a small place; None: without end."""

TOLD = {"in_hour": timedelta(hours=1), "in_day": timedelta(days=1), "in_three": timedelta(days=3), "later": None}
"""From disclosed to an agency told; None: without end."""

COUNCIL = {"one_working_day": 1, "three_working_days": 3, "after_those": None}
"""From an agency told to its answer: by the end of so many working days. The council decides within one (Working Together)."""

SIDES: dict[str, tuple[str, ...]] = {
    "outcome": OUTCOMES, "seen": tuple(WAITS), "answered": tuple(WAITS), "helped": ("yes", "no"), "route": ROUTES,
    "told": tuple(TOLD), "council": tuple(COUNCIL),
}  # fmt: skip
"""Cubes of those to whom something more happened: never more than the theme's total.

`seen` splits those who reached a worker: each of them is in exactly one of its cells. It, `answered`, `told` and `council` are
counted for everyone only: theme by theme, waits and those who were reached would tell of each other.
"""

NAMES: dict[str, str] = {
    "age": "By age", "channel": "By way in", "district": "By part of Cornwall", "time": "By time of day",
    "outcome": "Getting to a person", "seen": "Wait for a worker", "answered": "Wait for a first word",
    "helped": "Did that help?", "route": "Taken further",
    "told": "Until an agency was told", "council": "Until the agency answered",
    "under_13": "Under 13", "13_15": "13 to 15", "16_17": "16 or 17", "18_over": "18 or over", UNKNOWN: "Not known",
    "sms": "Text", "web": "Web chat", "east": "East", "mid": "Mid", "west": "West and Scilly",
    "morning": "6 to 12", "afternoon": "12 to 5", "evening": "5 to 10", "night": "10 to 6",
    "fetched": "A worker was called", "reached": "Reached a worker", "waited": "Waited too long", "left": "Left before that",
    "under_5": "Under 5 minutes", "under_15": "5 to 15 minutes", "under_60": "15 to 60 minutes", "longer": "Over an hour",
    "in_hour": "Within an hour", "in_day": "Within a day", "in_three": "Within three days", "later": "Later",
    "one_working_day": "Within one working day", "three_working_days": "Within three", "after_those": "After that",
    "yes": "Yes", "no": "No", "maru": "MARU", "police": "Police", "adult_safeguarding": "Adult safeguarding", "lado": "LADO",
    "early_help": "Early help", "other": "Elsewhere", EVERYONE: "Everyone",
}  # fmt: skip
"""What designers read for each cube and cell."""


def cells_of(talk: Conversation, now: datetime) -> dict[str, str]:
    """The cell of each of `PARTS` that this person is in, at this time (UTC)."""
    district = "west" if talk.district == "scilly" else talk.district
    return {
        "age": band_name(talk.age_band),
        "channel": talk.channel.value if talk.channel in PARTS["channel"] else Channel.WEB.value,
        "district": district if district in PARTS["district"] else UNKNOWN,
        "time": part_of_day(now),
    }


def wait_of(waited: timedelta) -> str:
    """In which step this wait is."""
    return next(cell for cell, most in WAITS.items() if most is None or waited < most)


def told_of(took: timedelta) -> str:
    """In which step this way from disclosed to told is."""
    return next(cell for cell, most in TOLD.items() if most is None or took <= most)


def part_of_day(now: datetime) -> str:
    """One of four parts of the day, in Cornwall's own time."""
    hour = now.astimezone(LONDON).hour
    if 6 <= hour < 12:
        return "morning"
    if 12 <= hour < 17:
        return "afternoon"
    return "evening" if 17 <= hour < 22 else "night"
