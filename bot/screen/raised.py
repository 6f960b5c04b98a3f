"""What raises a level beyond the phrase itself: being under 13, and not being alone. Findings in, findings out.

Never lowers: only a person does that.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.model.age import AgeBand
from bot.model.risk import Finding, Kind, Level

RAISED_UNDER_13 = frozenset({
    Kind.IMMEDIATE_DANGER, Kind.SEXUAL_ABUSE, Kind.SEXUAL_ASSAULT, Kind.CSE, Kind.GROOMING, Kind.SEXTORTION, Kind.IMAGES,
    Kind.PEER_SEXUAL_HARM, Kind.RELATIONSHIP_CONTROL, Kind.STALKING, Kind.HOME_HARM, Kind.FORCED_MARRIAGE_HONOUR,
    Kind.CRIMINAL_EXPLOITATION, Kind.TRAFFICKING, Kind.MISSING, Kind.POSITION_OF_TRUST, Kind.HARM_TO_OTHERS,
    Kind.OWN_HARMFUL_BEHAVIOUR, Kind.PREGNANCY_HEALTH, Kind.PAST_ABUSE,
})  # fmt: skip
"""Anything sexual, violent or about going away. The lead's to change, as data/risk is."""


def one_up(level: Level) -> Level:
    """The next level; critical stays, and nothing is not raised to something."""
    return level if level is Level.NONE else Level(min(level + 1, Level.CRITICAL))


def raised(findings: Sequence[Finding], band: AgeBand | None) -> list[Finding]:
    """The findings of one burst with their raised levels, in the same order.

    Under 13 raises `RAISED_UNDER_13` a step. A watched phone raises all others a step, and itself to the highest of them.
    """
    young = [_raise(f) if band is AgeBand.UNDER_13 and f.kind in RAISED_UNDER_13 else f for f in findings]
    watched = any(f.kind is Kind.NOT_ALONE_WATCHED for f in young)
    if not watched:
        return young
    others = [one_up(f.level) for f in young if f.kind is not Kind.NOT_ALONE_WATCHED]
    highest = max(others, default=Level.NONE)
    return [replace(f, level=max(f.level, highest)) if f.kind is Kind.NOT_ALONE_WATCHED else _raise(f) for f in young]


def _raise(finding: Finding) -> Finding:
    return replace(finding, level=one_up(finding.level))
