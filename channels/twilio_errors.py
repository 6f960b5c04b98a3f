"""What Twilio's errors mean for us. A code or a status in, a `SendError` that says whether to try again out.

Never repeats Twilio's own sentence: it can hold the number. Source: Twilio's error and warning dictionary.
"""

from bot.model.delivery import SendError

FINAL = {
    21211: "not a valid number",
    21214: "the number cannot be reached",
    21265: "a short number cannot be texted",
    21408: "texts to that country are not switched on",
    21602: "the text was empty",
    21604: "no number was given",
    21606: "our number cannot send to that number",
    21608: "a trial account sends to verified numbers only",
    21610: "they texted STOP",
    21612: "no route from our number to theirs",
    21614: "not a mobile number",
    21617: "the text is too long",
    21635: "a landline cannot be texted",
    30003: "the phone is off or out of reach",
    30004: "blocked by the network or the phone",
    30005: "the number does not exist",
    30006: "a landline or a network that cannot take texts",
    30007: "the network took it for spam",
    30019: "the text is too long for the network",
}
RETRY = {
    20003: "our key was refused; it may be changing just now",
    20429: "too many requests",
    20500: "a fault at Twilio",
    20503: "Twilio is busy",
    21611: "too many texts waiting",
    30001: "too many texts waiting",
    30002: "our account is suspended; it may be put right",
    30008: "an unknown fault in the network",
}
_A_MINUTE = 60.0  # seconds: a person has to put it right
_WAIT_SECONDS = {20003: _A_MINUTE, 30002: _A_MINUTE, 21611: 30.0, 30001: 30.0}  # the others: growing pauses
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429})  # of the 4xx: too slow, too early, too many

TOO_LONG = "21617"
TIMED_OUT = "timed_out"
CUT_OFF = "cut_off"
"""As `timed_out`: Twilio may have taken the text before its answer was lost, so it is asked before the text goes again."""
NO_CONNECTION = "no_connection"
NOT_UNDERSTOOD = "answer_not_understood"
REASONS = frozenset({*map(str, (*FINAL, *RETRY)), TOO_LONG, TIMED_OUT, CUT_OFF, NO_CONNECTION, NOT_UNDERSTOOD})
"""Every reason with which Twilio's side refuses a text, but for HTTP statuses (`status_503`) and codes we do not know."""


def send_error(status: int, code: int | None) -> SendError:
    """Known codes by the table; else by the HTTP status: 429 and 5xx are worth another try, other refusals are final."""
    number = code or status
    unsure = status >= 500  # it may have broken after it had taken the text
    if number in RETRY:
        return SendError(str(number), retryable=True, after_seconds=_WAIT_SECONDS.get(number), unsure=unsure)
    if number in FINAL:
        return SendError(str(number), retryable=False)
    retryable = status in _WORTH_ANOTHER_TRY or status >= 500
    return SendError(str(code or f"status_{status}"), retryable=retryable, unsure=unsure)
