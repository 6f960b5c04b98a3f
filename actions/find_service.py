"""Where can I get help? A tracker in, a note with topics and an area out.

Never names a service: the turn chooses one that is verified, fits the age and is open.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.content.places import Places

PLACES = Path(__file__).parent.parent / "data" / "places.yml"
TOPICS = {
    "nudes_asked": "images", "nudes_sent": "images", "nudes_shared": "images", "report_remove": "images",
    "online_meeting": "grooming,online", "older_partner": "abuse,exploitation", "phone_checking": "control,domestic_abuse",
    "consent_pressure": "relationships,sexual_assault", "consent_drink": "sexual_assault", "bullying": "bullying",
    "feeling_low": "mental_health,anxiety", "contraception_private": "sexual_health,contraception,health",
    "lgbt": "lgbt", "missing": "missing",
}  # fmt: skip
"""Topics of services by what was named in the question (entity `about`) or talked about last. Else any place of help."""


class FindService(Action):
    """Leaves the note `find_service` with topics (comma between) and, if a place was named, its area."""

    def __init__(self) -> None:
        self._places: Places | None = None

    def name(self) -> str:
        """As the domain calls it."""
        return "action_find_service"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events. What is named in the question counts before what was talked about last."""
        about = next((topic for topic in _named(tracker, "about") if topic in TOPICS), None) or _last_topic(tracker)
        note = {"note": "find_service", "topics": f"{TOPICS[about]},any" if about else "any"}
        area = self._area(_named(tracker, "place"))
        dispatcher.utter_message(json_message=note | ({"area": area} if area else {}))
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


def _last_topic(tracker: Tracker) -> str | None:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
            if intent in TOPICS:
                return str(intent)
    return None
