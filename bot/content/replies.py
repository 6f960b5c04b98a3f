"""What a worker can choose to say: approved replies by shortcut. Files of `data/replies` in, replies out.

Never said by Lev itself: a worker reads each one before it goes.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.content.reader import ContentError
from bot.content.word import Word
from bot.content.word_reader import each_word

REPLY_BLANKS = ("worker", "opens_at", "closes_at", "services")


class Replies:
    """All approved replies, in the order of the files."""

    def __init__(self, replies: tuple[Word, ...]) -> None:
        self._replies = replies

    @classmethod
    def load(cls, folder: Path) -> "Replies":
        """Raises `ContentError`, the first there is."""
        replies = []
        for found in each_reply(folder):
            if isinstance(found, ContentError):
                raise found
            replies.append(found)
        return cls(tuple(replies))

    def all(self) -> tuple[Word, ...]:
        """Every one, also those whose time is over."""
        return self._replies

    def current(self, today: date) -> tuple[Word, ...]:
        """Those whose time is not over."""
        return tuple(reply for reply in self._replies if not reply.expired(today))


def each_reply(folder: Path) -> Iterator[Word | ContentError]:
    """Every reply, or what is wrong with it."""
    return each_word(folder, lambda _: REPLY_BLANKS)
