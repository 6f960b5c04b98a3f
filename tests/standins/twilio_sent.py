"""The texts a stand-in took. Taken texts in; what a number got, or the text a test waits for, out.

Never forgets a text, and fails rather than waits for ever.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime


@dataclass(frozen=True)
class SentText:
    """A text the stand-in took. `sender` is a number or a messaging service's id; `callback` is where its receipts go."""

    sid: str
    to: str
    sender: str
    body: str
    callback: str
    at: float = field(default_factory=time.monotonic)
    created: datetime = field(default_factory=lambda: datetime.now(UTC))

    def shown(self, account_sid: str) -> dict[str, object]:
        """As Twilio shows it."""
        place = "messaging_service_sid" if self.sender.startswith("MG") else "from"
        shown = {"sid": self.sid, "account_sid": account_sid, "to": self.to, place: self.sender, "body": self.body}
        return shown | {
            "status": "queued",
            "direction": "outbound-api",
            "num_media": "0",
            "error_code": None,
            "date_created": format_datetime(self.created),
        }


class Sent:
    """Filled by the server's thread, read by a test's."""

    def __init__(self) -> None:
        self.sent: list[SentText] = []

    def texts_to(self, number: str) -> list[str]:
        """The bodies sent to a number, in order."""
        return [text.body for text in self.sent if text.to == number]

    def wait_for(self, number: str, part: str, seconds: float = 15) -> SentText:
        """The first text to a number that holds `part`. In async tests: `await asyncio.to_thread(twilio.wait_for, ...)`."""

        def found() -> SentText | None:
            return next((text for text in list(self.sent) if text.to == number and part.lower() in text.body.lower()), None)

        return _until(found, seconds, lambda: f"no such text in time; the number got {len(self.texts_to(number))}")

    def wait_for_count(self, count: int, seconds: float = 15) -> list[SentText]:
        """All texts taken, as soon as there are `count`."""

        def found() -> list[SentText] | None:
            return list(self.sent) if len(self.sent) >= count else None

        return _until(found, seconds, lambda: f"{count} texts expected in time, {len(self.sent)} came")


def _until[Found](look: Callable[[], Found | None], seconds: float, what: Callable[[], str]) -> Found:
    end = time.monotonic() + seconds
    while (found := look()) is None:
        assert time.monotonic() < end, what()
        time.sleep(0.02)
    return found
