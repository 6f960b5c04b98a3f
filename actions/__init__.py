"""Rasa's custom actions: ordinary `rasa_sdk` actions that return notes.

`python -m rasa_sdk --actions actions` serves them alone.
"""

from actions.escalate import Escalate
from actions.find_service import FindService
from actions.note_age import NoteAge
from actions.opening_hours import OpeningHours

__all__ = ["Escalate", "FindService", "NoteAge", "OpeningHours"]
