"""What Lev says. Files of `data/words` in; the right form by name, age band and channel out.

Never an older form for a younger person, and never a word that no person wrote.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.content.blanks import filled
from bot.content.offers import numbered, wrong_offers
from bot.content.reader import ContentError
from bot.content.word import Spoken, Word
from bot.content.word_reader import each_word
from bot.model.age import AgeBand
from bot.model.message import Channel

__all__ = ["Spoken", "Words"]

OUT_OF_DATE = "out_of_date"  # takes the place of advice that has expired
_FIRST_ANSWERS = {"risk_": "safety_high", "worry_": "safety_concern"}


class Words:
    """All words by name."""

    def __init__(self, words: dict[str, Word]) -> None:
        self._words = words

    @classmethod
    def load(cls, folder: Path) -> "Words":
        """Reads every file of the folder. Raises `ContentError`, the first there is."""
        words: dict[str, Word] = {}
        for found in each_word(folder):
            if isinstance(found, ContentError):
                raise found
            words[found.name] = found
        for wrong in wrong_offers(words):
            raise wrong
        return cls(words)

    def say(
        self,
        name: str,
        band: AgeBand | None,
        channel: Channel,
        called: "Words | None" = None,
        /,
        *,
        offers: Sequence[str] = (),
        **blanks: str,
    ) -> Spoken:
        """The word for this person and channel, with what it offers to pick from (`offers` in place of the word's own).

        A menu calls what it offers as `called` does, or as these words do.

        Raises `LookupError` for an unknown name or an unfilled blank.
        """
        word = self.word(name)
        form = word.form(band)
        offered = tuple(offers) or word.offers
        labels = tuple((called or self).short(one) for one in offered)
        text = filled(form.sms if channel is Channel.SMS else form.text, blanks)
        if channel is Channel.SMS:  # a page shows buttons
            text = numbered(text, labels)
        return Spoken(name, text, labels or word.choices, offered)

    def word(self, name: str) -> Word:
        """The whole entry. Raises `LookupError`."""
        if name not in self._words:
            raise LookupError(f"there is no word named {name!r}")
        return self._words[name]

    def names(self) -> frozenset[str]:
        """All names."""
        return frozenset(self._words)

    def all(self) -> tuple[Word, ...]:
        """Every word, in the order of the files: for checks and for the desk."""
        return tuple(self._words.values())

    def short(self, name: str) -> str:
        """How a menu calls a word. Raises `LookupError` when nobody gave it a short name."""
        short = self.word(name).short
        if short is None:
            raise LookupError(f"the word {name!r} has no short name")
        return short

    def can_be_offered(self, name: str) -> bool:
        """Whether a menu may hold it."""
        return name in self._words and self._words[name].short is not None

    def theme_of(self, name: str) -> str | None:
        """The theme leaf an advice word belongs to."""
        return self._words[name].theme if name in self._words else None

    def help_topics(self, name: str) -> tuple[str, ...]:
        """Which kinds of places help with what this word is about, the closest first."""
        return self._words[name].find if name in self._words else ()

    def current(self, name: str, today: date) -> str:
        """The name to be said today: itself, or after it has expired the general word that takes its place.

        Advice and first answers give way. The frame of a talk (who comes and when, menus, the promise) is said all the same:
        silence would be worse; the desk is told of both.
        """
        if not self.word(name).expired(today):
            return name
        for prefix, general in _FIRST_ANSWERS.items():
            if name.startswith(prefix):
                return general
        return OUT_OF_DATE if self.theme_of(name) else name

    def expired(self, today: date) -> tuple[Word, ...]:
        """Words whose time is over."""
        return tuple(word for word in self._words.values() if word.expired(today))
