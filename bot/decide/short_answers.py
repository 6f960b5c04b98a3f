"""Reads the few texts that mean one thing whatever Rasa thinks: STOP and START words, yes and no. Text in, meaning out.

Never used for anything that could be a disclosure: the screen has read the text before.
"""

import re

# Twilio's and the carriers' own lists: after one of the first, nothing more reaches the phone until one of the second.
STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
START_WORDS = frozenset({"start", "unstop", "yes"})

_YES = frozenset({"yes", "y", "yeah", "yea", "yeh", "ye", "yep", "yup", "ok", "okay", "k", "sure", "please", "pls", "plz", "a"})
_YES |= {"yes please", "yes pls", "yeah please", "ok then", "go on", "go on then", "i would", "i do", "yh"}
_NO = frozenset({"no", "n", "nah", "nope", "na", "no thanks", "no thank you", "no ta", "not now", "not really", "dont", "b"})
_SKIP = frozenset({"skip", "pass", "rather not", "rather not say", "dont want to say", "no", "nah", "nope", "not telling", "why"})
_DELETE = frozenset(
    {"delete me", "delete my data", "delete my messages", "delete our talk", "delete this chat", "delete everything"}
)
_DELETE |= {"delete this", "delete it all", "delete all my data", "erase my data", "delete what you know about me"}
_CHANGED = frozenset(
    {"voices", "voices page", "you said we did", "what did you change", "what have you changed", "what has changed because of us"}
)
_PRIVACY = frozenset({"privacy", "privacy notice", "privacy policy", "privacy page", "your privacy", "data protection"})


def is_stop(text: str) -> bool:
    """Whether a phone network will take this text as STOP: the word alone, in any case."""
    return _plain(text) in STOP_WORDS


def is_start(text: str) -> bool:
    """Whether a phone network will take this text as START."""
    return _plain(text) in START_WORDS


def wants_deletion(text: str) -> bool:
    """A plain wish that we delete what we have of them."""
    return _plain(text) in _DELETE


def asks_what_changed(text: str) -> bool:
    """A plain wish to know what came of what young people said."""
    return _plain(text) in _CHANGED


def asks_privacy(text: str) -> bool:
    """A plain wish for the privacy notice."""
    return _plain(text) in _PRIVACY


def says_yes(text: str) -> bool:
    """A plain yes to a question we asked."""
    return _plain(text) in _YES


def says_no(text: str) -> bool:
    """A plain no to a question we asked."""
    return _plain(text) in _NO


def skips(text: str) -> bool:
    """A wish not to answer a question we asked."""
    return _plain(text) in _SKIP


def _plain(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower().replace("'", "")).strip()
