"""`make check-content`: everything under `data/` in, every error as `file:line: what` out, and what people must still do.

Never stops at the first error, and never fails for a signature that is only pending: it counts them.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from bot.content.desk_lists import DeskLists
from bot.content.facts import Facts
from bot.content.feelings import wrong_feelings
from bot.content.hours import Hours
from bot.content.languages import languages_to_do, wrong_languages
from bot.content.measured_on import figures_to_do
from bot.content.needed import missing
from bot.content.offers import wrong_offers
from bot.content.papers import load_papers, papers_to_do, wrong_papers
from bot.content.phrases import RiskWords
from bot.content.places import Places
from bot.content.profile import load_profile
from bot.content.reader import ContentError
from bot.content.redact_lists import wrong_lists
from bot.content.replies import each_reply
from bot.content.routes import Routes
from bot.content.services import Services, each_service
from bot.content.signed import signatures_to_do, wrong_lines
from bot.content.signers import wrong_signatures
from bot.content.themes import Themes
from bot.content.to_do import hours_to_do, services_to_do, words_to_do
from bot.content.tone import Tone
from bot.content.tongues import load_known
from bot.content.topics import wrong_topics
from bot.content.word_reader import each_word
from bot.content.words import Words
from bot.content.wrong_words import Rules, wrong_with

ROOT = Path(__file__).parent.parent.parent


def main(words: list[str], today: date | None = None) -> int:
    """Checks the project, or the copy of it in a folder that is named; 1 when anything is wrong."""
    root = Path(words[0]) if words else ROOT
    errors, notes = check(root, today or date.today())  # noqa: DTZ011  a day is enough, and it is Cornwall's own
    for error in errors:
        print(error.replace(f"{root}/", ""), file=sys.stderr)
    for note in notes:
        print(note.replace(f"{root}/", ""))
    print(f"{len(errors)} wrong" if errors else "Everything under data/ can be used.")
    return 1 if errors else 0


def check(root: Path, today: date) -> tuple[list[str], list[str]]:
    """All errors, and notes of what people must still do before launch."""
    data, reading = root / "data", _Reading()
    words = reading.each(each_word(data / "words"))
    wrong_words = len(reading.errors)
    services = reading.each(each_service(data / "services"))
    services_whole = len(reading.errors) == wrong_words  # else every number of a broken service would be one more error
    hours = reading.load(Hours.load, data / "hours.yml")
    rules = Rules(
        reading.load(Tone.load, data / "tone.yml"),
        reading.load(Facts.load, root / "docs" / "facts.md"),
        reading.load(Themes.load, data / "themes.yml"),
        Services({service.id: service for service in services}) if services_whole else None,
    )
    if rules.themes:
        reading.load(partial(load_profile, themes=rules.themes), data / "profile.yml")
    reading.load(Routes.load, data / "routes.yml")
    papers = reading.load(load_papers, data / "pages") or {}
    reading.each(wrong_papers(papers, rules.tone) if rules.tone else ())
    reading.load(Places.load, data / "places.yml")
    reading.load(DeskLists.load, data / "desk.yml")
    reading.load(RiskWords.load, data / "risk")
    reading.each(wrong_lists(data / "redact"))
    reading.load(load_known, data / "languages" / "known.yml")
    replies = reading.each(each_reply(data / "replies"))
    reading.each(error for word in (*words, *replies) for error in wrong_with(word, rules))
    if not wrong_words:  # else a word that is broken would be called missing as well
        names = {word.name for word in words}
        reading.each(ContentError(data / "words", 1, f"no word named {name!r}, which the code says") for name in missing(names))
        reading.each(wrong_topics(root, names))
        reading.each(wrong_offers({word.name: word for word in words}))
        reading.each(wrong_feelings(data / "feelings.yml", names))
        english = Words({word.name: word for word in words})
        rules = replace(rules, tone=None)  # the house's tone is a list of English words: a native reader hears it in others
        foreign = reading.each(wrong_languages(data / "languages", english))
        reading.each(error for word in foreign for error in wrong_with(word, rules))
    reading.each(wrong_signatures(root, today))
    reading.each(wrong_lines(root, today))
    errors = sorted(
        {str(error): error for error in reading.errors}.values(), key=lambda error: (error.file, error.line)
    )  # two may read one file
    notes = (
        *(() if reading.errors else signatures_to_do(root)),
        *figures_to_do(root),
        *words_to_do(words, today),
        *words_to_do(replies, today),
        *(() if reading.errors else languages_to_do(data / "languages")),
        *services_to_do(services, today),
        *papers_to_do(papers, today),
        *(hours_to_do(hours, today) if hours else ()),
    )
    return [str(error) for error in errors], list(notes)


class _Reading:
    """Keeps what is wrong while the rest is read on."""

    def __init__(self) -> None:
        self.errors: list[ContentError] = []

    def load[T](self, load: Callable[[Path], T], path: Path) -> T | None:
        """What is read, or None when it is wrong."""
        try:
            return load(path)
        except ContentError as error:
            self.errors.append(error)
            return None

    def each[T](self, found: Iterable[T | ContentError]) -> list[T]:
        """What is good; an error that is raised ends the reading of this one list."""
        good: list[T] = []
        try:
            for one in found:
                if isinstance(one, ContentError):
                    self.errors.append(one)
                else:
                    good.append(one)
        except ContentError as error:
            self.errors.append(error)
        return good
