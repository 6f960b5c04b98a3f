"""Every word as a lead or a designer reads it. Words, themes and a day in, families of plain values for the template out.

Never leaves a band out: where it has no form of its own, the one it hears is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.blanks import BLANKS, filled
from bot.content.themes import Themes
from bot.content.to_do import due
from bot.content.word import Word
from bot.content.words import Words
from bot.desk.show import BANDS
from bot.model.age import BANDS as ALL_BANDS
from bot.model.message import Channel
from bot.model.segments import count_segments

REPLIES = "approved_replies"
"""The family of what workers can choose to say: the part of the page that is not Lev's own."""


@dataclass(frozen=True, slots=True)
class ShownForm:
    """One wording. `ages` are the bands that hear it; `sms` is empty where a phone gets the very same text."""

    ages: str
    text: str
    sms: str
    segments: int


@dataclass(frozen=True, slots=True)
class ShownWord:
    """One word. `due` are the reasons why somebody must look at it; empty when there is none."""

    name: str
    what_for: str
    short: str
    theme: str
    facts: str
    signed: str
    written: date
    expires: date
    due: tuple[str, ...]
    forms: tuple[ShownForm, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The words of one file."""

    name: str
    words: tuple[ShownWord, ...]


def families(
    words: Words, themes: Themes, today: date, *, family: str = "", due_only: bool = False, find: str = ""
) -> list[Family]:
    """All words by file, in the order of the files; only those asked for."""
    found: dict[str, list[ShownWord]] = {}
    for word in words.all():
        shown = _shown(word, words, themes, today)
        if (family and word.file.stem != family) or (due_only and not shown.due) or not _holds(shown, find):
            continue
        found.setdefault(word.file.stem, []).append(shown)
    return [Family(name, tuple(some)) for name, some in found.items()]


def replies_family(
    replies: Sequence[Word], today: date, *, family: str = "", due_only: bool = False, find: str = ""
) -> Iterator[Family]:
    """What workers can choose to say, as one family; nothing when none of them is asked for."""
    shown = [_reply(word, today) for word in replies] if family in ("", REPLIES) else []
    if some := tuple(one for one in shown if _holds(one, find) and (one.due or not due_only)):
        yield Family(REPLIES, some)


def _reply(word: Word, today: date) -> ShownWord:
    forms = []
    for form in dict.fromkeys(word.form(band) for band in ALL_BANDS):
        hearing = [BANDS[band] for band in ALL_BANDS if word.form(band) == form]
        size = count_segments(filled(form.sms, BLANKS))
        forms.append(ShownForm(_ages(hearing), form.text, form.sms if form.sms != form.text else "", size.segments))
    why = tuple(due(word, today))
    return ShownWord(f"/{word.name}", word.what_for, "", "", "", word.signed_off, word.written, word.expires, why, tuple(forms), ())


def _shown(word: Word, words: Words, themes: Themes, today: date) -> ShownWord:
    return ShownWord(
        word.name,
        word.what_for,
        word.short or "",
        themes.name_of(word.theme) if word.theme else "",
        ", ".join(word.facts),
        word.signed_off,
        word.written,
        word.expires,
        tuple(due(word, today)),
        tuple(_forms(word, words)),
        word.choices or tuple(words.short(name) for name in word.offers),
    )


def _forms(word: Word, words: Words) -> Iterator[ShownForm]:
    for form in dict.fromkeys(word.form(band) for band in ALL_BANDS):  # the youngest first
        hearing = [band for band in ALL_BANDS if word.form(band) == form]
        sms = words.say(word.name, hearing[0], Channel.SMS, **{blank: f"[{blank}]" for blank in BLANKS}).text
        size = count_segments(words.say(word.name, hearing[0], Channel.SMS, **BLANKS).text)
        yield ShownForm(_ages([BANDS[band] for band in hearing]), form.text, sms if sms != form.text else "", size.segments)


def _ages(names: Sequence[str]) -> str:
    return "every age" if len(names) == len(ALL_BANDS) else ", ".join(names)


def _holds(shown: ShownWord, find: str) -> bool:
    wanted = " ".join(find.lower().split())
    texts = (shown.name, shown.what_for, shown.short, *(f"{form.text} {form.sms}" for form in shown.forms))
    return not wanted or any(wanted in " ".join(text.lower().split()) for text in texts)
