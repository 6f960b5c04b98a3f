"""A young person asked for a person. A tracker in, a note for the turn out.

Never says that a worker comes: only the turn does, in the commit that opens the case.
"""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


class Escalate(Action):
    """Leaves the note `wants_person`."""

    def name(self) -> str:
        """As the domain calls it."""
        return "action_escalate"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events: the talk itself is Lev's to change."""
        dispatcher.utter_message(json_message={"note": "wants_person"})
        return []
