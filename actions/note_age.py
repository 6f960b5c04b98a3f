"""A young person told their age. A tracker in, a note with the band out; without a plain age, words that we did not understand.

Never guesses an age.
"""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.model.age import age_answered


class NoteAge(Action):
    """Leaves the note `age` with its band."""

    def name(self) -> str:
        """As the domain calls it."""
        return "action_note_age"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events: the band is kept by Lev, not by Rasa."""
        band = age_answered(tracker.latest_message.get("text") or "")
        dispatcher.utter_message(json_message={"note": "age", "band": band} if band else {"say": "did_not_understand"})
        return []
