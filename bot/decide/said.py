"""Turns what is to be said into transcript lines and outgoing texts. Words or a worker's text in, lines and texts out.

Never chooses words, and never makes the same id twice: an id is the contact, the version it was said at, and a number.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.content.words import Spoken
from bot.model.case import Case
from bot.model.conversation import Conversation
from bot.model.message import Channel, Entry, Outbound, Speaker
from bot.model.segments import count_segments
from bot.model.worker import Worker

SMS_MOST = 306  # two GSM-7 segments: texts are joined up to this, so that an answer is one text where it fits
_SEGMENTS = 2  # other letters fill these sooner

type Said = tuple[tuple[Entry, ...], tuple[Outbound, ...]]


def said_by_lev(
    talk: Conversation,
    words: Sequence[Spoken],
    now: datetime,
    *,
    case_id: str | None = None,
    despite_worker: bool = False,
    urgent: bool = False,
    unasked: bool = False,
) -> Said:
    """One line (and for a phone one text) for each of `words`, in order; short ones share a text on SMS.

    `unasked` when they answer no text of the young person's.
    """
    entries, texts = [], []
    for number, (text, choices, language, menu) in enumerate(_joined(talk.channel, words)):
        outbound_id = line_id(talk, number)
        entries.append(Entry(now, Speaker.LEV, text, outbound_id, choices=choices, language=language, menu=menu))
        texts.append(
            Outbound(
                outbound_id,
                talk.contact,
                talk.channel,
                text,
                now,
                case_id=case_id,
                despite_worker=despite_worker,
                urgent=urgent,
                unasked=unasked,
            )
        )
    return tuple(entries), tuple(texts)


def said_by_worker(talk: Conversation, case: Case, worker: Worker, text: str, now: datetime, outbound_id: str) -> Said:
    """A worker's own words to the young person, under their first name."""
    entry = Entry(now, Speaker.WORKER, text, outbound_id, name=worker.first_name)
    to_send = Outbound(outbound_id, talk.contact, talk.channel, text, now, Speaker.WORKER, worker.id, case.id, urgent=True)
    return (entry,), (to_send,)


def line_id(talk: Conversation, number: int) -> str:
    """The id of the `number`th line said in the commit that follows this version of the talk."""
    return f"{talk.contact[:12]}.{talk.version + 1}.{number}"


type _Part = tuple[str, tuple[str, ...], str, str]


def _joined(channel: Channel, words: Sequence[Spoken]) -> list[_Part]:
    parts = [(spoken.text, spoken.choices, spoken.language, spoken.menu) for spoken in words]
    if channel is not Channel.SMS:
        return parts
    joined: list[_Part] = []
    for text, choices, language, menu in parts:
        both = f"{joined[-1][0]}\n{text}" if joined else ""
        if both and len(both) <= SMS_MOST and count_segments(both).segments <= _SEGMENTS:
            joined[-1] = (both, choices, "", menu)
        else:
            joined.append((text, choices, language, menu))
    return joined
