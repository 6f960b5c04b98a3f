"""The texts of the last minute, read as one statement. What was heard in, the texts before this one and the talk with it out.

Never remembers more of a minute than a screen can read at once.
"""

from dataclasses import replace
from datetime import timedelta

from bot.decide.heard import Heard
from bot.model.conversation import Conversation, Said

_BURST = timedelta(seconds=60)
_BURST_MOST = 20  # texts remembered of one minute


def fresh(heard: Heard) -> tuple[Said, ...]:
    """What they said in the minute before this text."""
    since = heard.taken.inbound.received_at - _BURST
    return tuple(said for said in heard.talk.recent if said.at >= since)


def with_burst(heard: Heard) -> Conversation:
    """The talk, remembering this text too."""
    said = Said(heard.taken.inbound.received_at, heard.text)
    return replace(heard.talk, recent=(*fresh(heard), said)[-_BURST_MOST:])


def begun_anew(talk: Conversation) -> Conversation:
    """A new day or evening: Rasa starts afresh, and an old question is forgotten."""
    return replace(talk, talk=talk.talk + 1, last_question=None, last_topic=None, asked=None, confused=0, offered=(), said=())
