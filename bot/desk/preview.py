"""`make preview`: every word at every age on one page, as a file. A folder in, an exit code out.

Never needs a store, a sign-in or a running Lev.
"""

from datetime import UTC, datetime
from pathlib import Path

from bot.content.hours import LONDON
from bot.content.replies import Replies
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.words import Words
from bot.desk.pages import Pages
from bot.desk.words_page import WordsPage


def preview(data: Path, folder: Path) -> int:
    """Writes `words.html` and says where it is. Raises `ContentError`."""
    words, services, themes = Words.load(data / "words"), Services.load(data / "services"), Themes.load(data / "themes.yml")
    page = WordsPage(words, services, themes, Replies.load(data / "replies").all(), Pages(), lambda: datetime.now(UTC))
    path = page.save(folder, datetime.now(UTC).astimezone(LONDON).date())
    print(f"Every word at every age: open {path} in a browser")
    return 0
