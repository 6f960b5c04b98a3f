"""What a Twilio took, and what its list showed of it. Values.

Never forgets when: the checker goes by the order of things.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from bench.chaos.known import ACCOUNT


@dataclass(frozen=True, slots=True)
class SentText:
    """A text that was taken. `callback` is where its receipts go, and names it.

    `came` is when the request came, `at` when the text was taken (seconds of `time.time`); `first` if Lev had not asked before,
    `late` if Lev had hung up (or was killed) before the request was read, as in a network that is slow.
    """

    sid: str
    to: str
    sender: str
    body: str
    callback: str
    came: float
    first: bool
    late: bool
    at: float = field(default_factory=time.time)
    created: datetime = field(default_factory=lambda: datetime.now(UTC))

    def shown(self) -> dict[str, object]:
        """As Twilio shows it."""
        shown = {"sid": self.sid, "account_sid": ACCOUNT, "to": self.to, "from": self.sender, "body": self.body}
        return shown | {"status": "queued", "direction": "outbound-api", "date_created": format_datetime(self.created)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer of the list: when, and the ids it showed."""

    at: float
    showed: frozenset[str]
