"""What refers to what was said before: "tell me more", "what if he...", "and at 15?". A tracker in, a note of that name out.

Never answers: the turn knows the last topic, Rasa need not.
"""

from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


class _Noted:
    """Leaves one note and nothing else. No `Action` itself: `rasa_sdk` would register it as one."""

    note: ClassVar[str]

    def name(self) -> str:
        """As the domain calls it."""
        return f"action_{self.note}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events: nothing of the talk changes."""
        dispatcher.utter_message(json_message={"note": self.note})
        return []


class TellMore(_Noted, Action):
    """They want to know more of the last topic."""

    note = "tell_more"


class WhatIf(_Noted, Action):
    """They ask how the other person will take it."""

    note = "what_if"


class AtAge(_Noted, Action):
    """They ask the same for another age."""

    note = "at_age"
