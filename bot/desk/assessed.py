"""What stands beside the questions of the assessment page. A case, its judgement and its transcript in; values for the page out.

Never an answer: only what was found, by which words and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.content.indicators import Group, Indicators, Sign
from bot.content.words import Words
from bot.desk.assess import KIND, judged
from bot.desk.found import kind_words
from bot.model.age import BANDS
from bot.model.assessment import Answer, Judgement
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Kind


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of theirs in which the screen found something, and when."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign on the page: what was heard that may belong to it, and what was answered."""

    sign: Sign
    heard: tuple[Heard, ...]
    answer: Answer | None


def heard_by_kind(entries: Sequence[Entry]) -> dict[Kind, tuple[Heard, ...]]:
    """The words of each kind in a transcript, each once, oldest first."""
    found: dict[Kind, dict[str, Heard]] = {}
    for entry in entries:
        if entry.speaker is not Speaker.YOUNG_PERSON:
            continue
        for one in entry.findings:
            words = entry.text[one.start : one.end].strip() or entry.text[:200]
            found.setdefault(one.kind, {}).setdefault(words.lower(), Heard(words, entry.at))
    return {kind: tuple(words.values()) for kind, words in found.items()}


def answers_shown(case: Case, lists: Indicators, entries: Sequence[Entry]) -> list[tuple[Group, list[Asked]]]:
    """Every group with its signs; in each, those for which something was heard come first. The screen's own kinds lead."""
    heard, now = heard_by_kind(entries), judged(case)
    kinds = tuple(Sign(f"{KIND}{kind.value}", kind_words(kind).capitalize(), frozenset({kind})) for kind in case.kinds)
    first = Group("What the screen found", "The program found words. You say whether it is so.", kinds)
    shown = []
    for group in (first, *lists.groups):
        asked = [
            Asked(sign, tuple(one for kind in sorted(sign.kinds) for one in heard.get(kind, ())), now.answer(sign.id))
            for sign in group.signs
        ]
        shown.append((group, sorted(asked, key=lambda one: not one.heard)))
    return [(group, asked) for group, asked in shown if asked]


def promise_said(talk: Conversation, now: Judgement, entries: Sequence[Entry], words: Words) -> tuple[datetime | None, str]:
    """When the words of confidentiality were said, and which: as a person noted it, else as the transcript has it."""
    if now.promise:
        return now.promise.said_at, now.promise.words
    if talk.promised_at is None:
        return None, ""
    if talk.channel is Channel.WEB:  # the page shows them above the talk, to everybody alike: no line of the talk has them
        return talk.promised_at, words.say("promise", None, Channel.WEB).text
    said = [line.text for line in entries if line.speaker is Speaker.LEV and line.at == talk.promised_at]
    forms = [words.say("promise", band, talk.channel).text for band in (None, *BANDS)]  # the age may have come later
    return talk.promised_at, next((text for text in said if text in forms), "\n".join(said))


def left_to_do(now: Judgement, case: Case) -> list[str]:
    """What a referral will be asked for and nobody has written yet."""
    unanswered = [kind for kind in case.kinds if now.answer(f"{KIND}{kind.value}") is None]
    parts = (
        ("an answer to each thing the screen found", not unanswered),
        ("what protects them", now.strengths),
        ("what they want, in their own words", now.own_words),
        ("which words of confidentiality were said", now.promise),
        ("whether they agree to sharing", now.consent),
        ("the decision and its reason", now.decision),
    )
    return [name for name, there in parts if not there]
