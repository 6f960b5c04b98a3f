"""Voices that young people leave for those who plan services. A draft in, more of it out.

Never kept without being told first what happens with it, and never instead of help: a text with a finding is no voice.
"""

import hashlib
from dataclasses import replace

from bot.decide.draft import Draft
from bot.decide.short_answers import says_no, says_yes
from bot.model.age import UNKNOWN, band_name
from bot.model.listening import Voice


def answered_voice(draft: Draft, question: str) -> bool:
    """Whether this text answers one of our two questions about a voice: "is that OK?", then the voice itself."""
    text = draft.heard.text
    if says_no(text):
        draft.say("voice_not")
    elif question == "voice_text":
        keep_voice(draft)
        draft.say("voice_thanks")
    elif says_yes(text):
        draft.say("voice_write")
        draft.remember("voice_text")
    else:
        return False
    return True


def keep_voice(draft: Draft) -> None:
    """Keeps the words with a month, an age band and a district, and notes in the talk where they are."""
    heard, talk = draft.heard, draft.talk
    made_of = f"voice {heard.taken.contact} {heard.taken.inbound.message_id}"  # the same however often it is decided
    voice = Voice(
        hashlib.sha256(made_of.encode()).hexdigest()[:16],
        f"{heard.now:%Y-%m}",
        band_name(talk.age_band),
        talk.district or UNKNOWN,
        heard.text.strip(),
    )
    draft.kept.voices += (voice,)
    draft.talk = replace(talk, voices=(*talk.voices, f"{voice.month}/{voice.id}"))


def say_what_changed(draft: Draft) -> None:
    """Where it stands what came of what young people said, and the newest of it."""
    draft.say("what_changed", page=draft.house.page)
    if changed := draft.heard.changed:
        draft.say("what_changed_newest", said=_ended(changed.said), did=_ended(changed.did))


def _ended(half: str) -> str:
    return half if half.endswith((".", "!", "?")) else f"{half}."


def take_back(draft: Draft) -> None:
    """Deletes everything they left."""
    draft.say("voice_taken_back" if draft.talk.voices else "voice_none")
    forget_voices(draft)


def forget_voices(draft: Draft) -> None:
    """The same without a word."""
    draft.kept.taken_back, draft.talk = draft.talk.voices, replace(draft.talk, voices=())
