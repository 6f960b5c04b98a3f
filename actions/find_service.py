"""Where can I get help? A tracker in, a note with what it is about and an area out.

Never names a service: the turn chooses one that is verified, fits the age and is open.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.content.places import Places

PLACES = Path(__file__).parent.parent / "data" / "places.yml"


class FindService(Action):
    """Leaves the note `find_service`: `about` is a topic named in the question, `area` that of a place named in it."""

    def __init__(self) -> None:
        self._places: Places | None = None

    def name(self) -> str:
        """As the domain calls it."""
        return "action_find_service"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events. What was talked about before is known to the turn."""
        about = next(_named(tracker, "about"), None)
        area = self._area(_named(tracker, "place"))
        note = {"note": "find_service"} | ({"about": about} if about else {}) | ({"area": area} if area else {})
        dispatcher.utter_message(json_message=note)
        return []

    def _area(self, places: Iterator[str]) -> str | None:
        for place in places:
            self._places = self._places or Places.load(PLACES)
            area = self._places.area_of(place)
            if area:
                return area
        return None


def _named(tracker: Tracker, entity: str) -> Iterator[str]:
    return (value for value in tracker.get_latest_entity_values(entity) if isinstance(value, str))
