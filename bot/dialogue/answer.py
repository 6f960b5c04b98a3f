"""What Rasa can answer. Its JSON in, names of words and notes out, or `Unavailable`.

Never a text: a reply that is not one of our names is no answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`say` are names of words, in order; each of `notes` is a small table of texts with a name under `note`."""

    say: tuple[str, ...] = ()
    notes: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Rasa gave nothing that can be used. `reason` is a short code for the log."""

    reason: str


def read_answer(body: object) -> Answer | Unavailable:
    """Rasa's REST channel sends a list; an empty one means that an action failed or nothing was understood by its rules."""
    if not isinstance(body, list) or not body:
        return Unavailable("empty")
    say: list[str] = []
    notes: list[Mapping[str, str]] = []
    for part in body:
        custom = part.get("custom") if isinstance(part, dict) else None
        if not isinstance(custom, dict) or not all(isinstance(value, str) for value in custom.values()):
            return Unavailable("unknown_shape")
        if "say" in custom:
            say.append(custom["say"])
        elif "note" in custom:
            notes.append(custom)
        else:
            return Unavailable("unknown_shape")
    return Answer(tuple(say), tuple(notes))
