"""All that deciding needs of `data/`. A folder in, a `House` out.

Never leaves out a word that is asked for: what nobody has written is named, and nothing starts.
"""

from pathlib import Path

from bot.content.feelings import Feelings
from bot.content.hours import Hours
from bot.content.languages import Languages
from bot.content.needed import missing
from bot.content.reader import ContentError
from bot.content.routes import Routes
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.decide.heard import House

DATA = Path(__file__).parent.parent / "data"


def read_house(data: Path = DATA) -> House:
    """Everything deciding needs from `data/`. Raises `ContentError` naming file and line."""
    words, feelings = Words.load(data / "words"), Feelings.load(data / "feelings.yml")
    if unwritten := sorted({*missing(words.names()), *(feelings.names() - words.names())}):
        raise ContentError(data / "words", 1, f"nobody has written: {', '.join(unwritten)}")
    return House(
        words,
        Hours.load(data / "hours.yml"),
        Services.load(data / "services"),
        Themes.load(data / "themes.yml"),
        Routes.load(data / "routes.yml"),
        feelings,
        Vocabulary.load(data, words),
        Languages.load(data / "languages", words),
    )
