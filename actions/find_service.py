"""Where can I get help? A tracker in, a note with topics and an area out.

Never names a service: the turn chooses one that is verified, fits the age and is open.
"""

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
}  # fmt: skip
"""The topics of services that go with what was talked about last. Everything else looks for any place of help."""


class FindService(Action):
    """Leaves the note `find_service` with topics (comma between) and, if a place was named, its area."""

    def __init__(self) -> None:
        self._places: Places | None = None

    def name(self) -> str:
        """As the domain calls it."""
        return "action_find_service"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events. The topic is the last advice intent before this question."""
        note = {"note": "find_service", "topics": f"{_last_topics(tracker)}any"}
        area = self._area(next(tracker.get_latest_entity_values("place"), None))
        dispatcher.utter_message(json_message=note | ({"area": area} if area else {}))
        return []

    def _area(self, place: str | None) -> str | None:
        if not place:
            return None
        self._places = self._places or Places.load(PLACES)
        return self._places.area_of(place)


def _last_topics(tracker: Tracker) -> str:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            intent = event.get("parse_data", {}).get("intent", {}).get("name")
            if intent in TOPICS:
                return f"{TOPICS[intent]},"
    return ""
