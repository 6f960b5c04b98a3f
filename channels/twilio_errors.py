"""What Twilio's errors mean for us. A code or a status in, a `SendError` that says whether to try again out.

Never repeats Twilio's own sentence: it can hold the number. Source: Twilio's error and warning dictionary.
"""

from bot.model.message import SendError

FINAL = {
    21211: "not a valid number",
    21214: "the number cannot be reached",
    21408: "texts to that country are not switched on",
    21602: "the text was empty",
    21606: "our number cannot send to that number",
    21608: "a trial account sends to verified numbers only",
    21610: "they texted STOP",
    21612: "no route from our number to theirs",
    21614: "not a mobile number",
    21617: "the text is too long",
    30003: "the phone is off or out of reach",
    30004: "blocked by the network or the phone",
    30005: "the number does not exist",
    30006: "a landline or a network that cannot take texts",
    30007: "the network took it for spam",
}
RETRY = {
    20429: "too many requests",
    20500: "a fault at Twilio",
    20503: "Twilio is busy",
    21611: "too many texts waiting",
    30001: "too many texts waiting",
    30008: "an unknown fault in the network",
}
_WAIT_SECONDS = {20429: 2.0, 21611: 30.0, 30001: 30.0}
TIMED_OUT = "timed_out"
"""The one window that cannot be closed from here: Twilio may have taken the text before the answer was lost."""


def send_error(status: int, code: int | None) -> SendError:
    """Known codes by the table; else by the HTTP status: 429 and 5xx are worth another try, other refusals are final."""
    if code in RETRY:
        return SendError(str(code), retryable=True, after_seconds=_WAIT_SECONDS.get(code))
    if code in FINAL:
        return SendError(str(code), retryable=False)
    return SendError(str(code or f"status_{status}"), retryable=status == 429 or status >= 500)
