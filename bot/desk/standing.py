"""What everybody at the desk should know of the content today. Words, services and a day in, sentences out.

Never a reason to stop: what has expired is not said, and the rest goes on.
"""

from datetime import date, datetime, timedelta

from bot.content.services import Services
from bot.content.to_do import long_unchecked
from bot.content.words import Words
from bot.store.drills import Drilled


class Standing:
    """Looks at the loaded content; nothing is stored."""

    def __init__(self, words: Words, services: Services, drill_late: timedelta) -> None:
        self._words = words
        self._services = services
        self._drill_late = drill_late

    def drilled(self, last: Drilled, now: datetime) -> list[str]:
        """Whether the drill comes through: where a made-up text gets stuck, a real one may too."""
        state = last.words(self._drill_late, now)
        if state in ("good", "none yet"):
            return []
        return [f"The drill did not come through ({state}). Young people's texts may not reach this page: tell whoever runs Lev."]

    def notices(self, today: date) -> list[str]:
        """Expired words and services that nobody has checked for six months; empty on a good day."""
        told = []
        expired = self._words.expired(today)
        replaced = sum(self._words.current(word.name, today) != word.name for word in expired)
        if expired:
            told.append(
                f"{len(expired)} of Lev's words have expired: {replaced} are no longer said (a general word takes their place), "
                f"{len(expired) - replaced} are said on. The lead can see which under Words."
            )
        stale = [service.name for service in self._services.all() if service.verified and long_unchecked(service, today)]
        if stale:
            told.append(f"{len(stale)} places of help were last checked more than six months ago. Check before you give a number.")
        return told
