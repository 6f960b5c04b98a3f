"""Account names without an @, known by the service named just before. A text and cue words in, pieces out.

Never more than the one or two words that stand where an account's name stands.
"""

import re
from collections.abc import Iterator

from bot.privacy.redact.lists import Lists
from bot.privacy.redact.spans import Kind, Span

_NAME = r"(@?[\w][\w.#-]{2,40})"
_FILLERS = r"(?:account|name|user|username|handle|tag|is|its|it's|as|called|on|me|by|was|my|his|her|he)"


class Handles:
    """Made once from the cue words."""

    def __init__(self, lists: Lists) -> None:
        services = "|".join(sorted(map(re.escape, lists.cue("services")), key=len, reverse=True))
        self._after = re.compile(rf"\b(?:{services})\b[:,]?(?: {_FILLERS}\b){{0,5}}[:,]? {_NAME}", re.I)
        self._before = re.compile(rf"\b(?:add|follow|am|i'm|im|his is|hers is) {_NAME} on (?:{services})\b", re.I)
        self._lists = lists

    def found(self, text: str) -> Iterator[Span]:
        """Where an account is named."""
        for pattern in (self._after, self._before):
            for hit in pattern.finditer(text):
                name = hit[1].rstrip(".-")
                if self._looks_like_one(name):
                    yield Span(hit.start(1), hit.start(1) + len(name), Kind.HANDLE)

    def _looks_like_one(self, name: str) -> bool:
        low = name.lower().replace("'", "")
        return not self._lists.known(low) and not low.isdigit() and low not in self._lists.cue("services")
