"""What becomes of an outgoing text: what is known of its way, the provider's word on it, and why it could not be sent.

Never holds the text or the number.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.model.message import ContactId


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of one outbound text's way to a phone: timestamps (UTC) only. The state is derived, never stored.

    `tried_at` is written before the first call to the provider: a text with it and without a `provider_id` may have been taken.
    """

    outbound_id: str
    provider_id: str | None = None
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    reason: str | None = None

    def merged(self, later: "Delivery") -> "Delivery":
        """Both accounts of one text's way as one, whichever was written first: each first time is kept."""
        return Delivery(
            self.outbound_id,
            self.provider_id or later.provider_id,
            self.tried_at or later.tried_at,
            self.sent_at or later.sent_at,
            self.delivered_at or later.delivered_at,
            self.failed_at or later.failed_at,
            later.reason or self.reason,
        )

    @property
    def state(self) -> str:
        """One of `delivered`, `failed`, `sent`, `waiting`; a delivery outranks a failure that arrived out of order."""
        if self.delivered_at:
            return "delivered"
        if self.failed_at:
            return "failed"
        return "sent" if self.sent_at else "waiting"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider's word on one text: `status` is Twilio's (`queued`, `sent`, `delivered`, `undelivered`, `failed`).

    The address we gave for receipts names the contact and the outbound id, so a receipt that overtakes our own note of
    the sending still finds its text.
    """

    contact: ContactId
    outbound_id: str
    provider_id: str
    status: str
    at: datetime
    error_code: str | None = None


class SendError(Exception):
    """A text could not be handed over. `reason` is a short code or number, never the text or the address.

    `unsure`: the provider may have taken it all the same, so it must be asked before the text is handed over again.
    """

    def __init__(self, reason: str, *, retryable: bool, after_seconds: float | None = None, unsure: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retryable = retryable
        self.after_seconds = after_seconds
        self.unsure = unsure
