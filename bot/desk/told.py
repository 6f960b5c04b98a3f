"""What time brought up, in words for a worker. A case and its deliveries in, sentences out.

Never says more than a clock knows.
"""

from collections.abc import Mapping

from bot.content.hours import LONDON
from bot.desk.show import delivery_words
from bot.model.case import Case
from bot.model.case_lines import LEFT_OPEN, WORKER_SILENT, YOUNG_SILENT, Climb
from bot.model.delivery import Delivery
from bot.model.message import Channel

_SILENCES = {
    YOUNG_SILENT: "the young person has been silent since before {at}",
    WORKER_SILENT: "no answer to the young person: marked at {at}",
    LEFT_OPEN: "nobody has touched this since before {at}: claim it, answer it, or close it",
}
STAFF_WORDS = {"on_call": "the person on call", "lead": "the lead", "duty_manager": "the duty manager"}


def silence_words(case: Case) -> list[str]:
    """One sentence for each silence."""
    return [_SILENCES[told.what].format(at=f"{told.at.astimezone(LONDON):%H:%M}") for told in case.told]


def climb_words(step: Climb, deliveries: Mapping[str, Delivery]) -> str:
    """`the lead was texted at 14:05: delivered`."""
    at = f"{step.at.astimezone(LONDON):%H:%M}"
    if step.outbound_id is None:
        return f"{STAFF_WORDS[step.who]} should be told: {at}, and no number is set"
    known = deliveries.get(step.outbound_id)
    return f"{STAFF_WORDS[step.who]} was texted at {at}" + (f": {delivery_words(Channel.SMS, known)[0]}" if known else "")
