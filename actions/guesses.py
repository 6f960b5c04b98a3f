"""What a text may have meant when Rasa is not sure, or was wrong. A tracker in, a note with up to two intents out.

Never more than two: a choice of many is no help to somebody who is upset.
"""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

MOST = 2
LEAST = 0.08  # confidence below which a guess is noise: measured with `make eval-advice`
NOT_TOPICS = frozenset(
    {
        "affirm", "ask_for_person", "at_age", "deny", "find_service", "goodbye", "greet", "nlu_fallback", "not_meant",
        "opening_hours", "out_of_scope", "rude", "show_menu", "small_talk", "tell_age", "tell_more", "thanks", "what_if_they",
    }
)  # fmt: skip
"""Intents that keep a talk going: nobody asked "did you mean hello?"."""


class NotSure(Action):
    """Leaves the note `not_sure` with the best guesses for the last text."""

    def name(self) -> str:
        """As the domain calls it."""
        return "action_not_sure"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events: the talk itself is Lev's to change."""
        _leave(dispatcher, "not_sure", guesses(tracker.latest_message.get("intent_ranking") or ()))
        return []


class NotMeant(Action):
    """Leaves the note `not_meant` with the best guesses for the text before: all but what was answered."""

    def name(self) -> str:
        """As the domain calls it."""
        return "action_not_meant"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """No events: the talk itself is Lev's to change."""
        said = [event.get("parse_data") or {} for event in tracker.events if event.get("event") == "user"]
        before = said[-2] if len(said) > 1 else {}
        answered = (before.get("intent") or {}).get("name")
        ranking = [rank for rank in before.get("intent_ranking") or () if rank.get("name") != answered]
        _leave(dispatcher, "not_meant", guesses(ranking, least=0.0))
        return []


def guesses(ranking: Sequence[dict[str, Any]], least: float = LEAST) -> list[str]:
    """Names of the likeliest topics in Rasa's ranking, the best first."""
    topics = [rank for rank in ranking if rank.get("name") not in NOT_TOPICS and float(rank.get("confidence") or 0) >= least]
    return [str(rank["name"]) for rank in topics[:MOST]]


def _leave(dispatcher: CollectingDispatcher, note: str, names: Sequence[str]) -> None:
    dispatcher.utter_message(json_message={"note": note, "guesses": ",".join(names)})
