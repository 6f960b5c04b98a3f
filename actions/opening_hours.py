"""When are people there? A tracker in, a note for the turn out.

Never looks at a clock: the turn knows the time and the hours.
"""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


class OpeningHours(Action):
    """Leaves the note `opening_hours`."""

    def name(self) -> str:
        """As the domain calls it."""
        return "action_opening_hours"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events: nothing of the talk changes."""
        dispatcher.utter_message(json_message={"note": "opening_hours"})
        return []
