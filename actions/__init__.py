"""Rasa's custom actions: ordinary `rasa_sdk` actions that return notes.

`python -m rasa_sdk --actions actions` serves them alone.
"""

from actions.escalate import Escalate
from actions.find_service import FindService
from actions.follow_up import AtAge, TellMore, WhatIf
from actions.guesses import NotMeant, NotSure
from actions.note_age import NoteAge
from actions.opening_hours import OpeningHours

__all__ = ["AtAge", "Escalate", "FindService", "NotMeant", "NotSure", "NoteAge", "OpeningHours", "TellMore", "WhatIf"]
