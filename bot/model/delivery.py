"""What becomes of an outgoing text: what is known of its way, the provider's word on it, and why it could not be sent.

Never holds the text or the number.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.model.message import ContactId


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of one outbound text's way to a phone: timestamps (UTC) only. The state is derived, never stored."""

    outbound_id: str
    provider_id: str | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    reason: str | None = None

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
    """A text could not be handed over. `reason` is a short code or number, never the text or the address."""

    def __init__(self, reason: str, *, retryable: bool, after_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retryable = retryable
        self.after_seconds = after_seconds
