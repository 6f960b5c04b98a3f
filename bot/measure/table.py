"""Every metric of Lev in one table: name, form, what it says, and the only values its labels may have. `docs/metrics.md` shows it.

Never a label that tells of somebody: no contact, number, name, word or case.
"""

from dataclasses import dataclass
from http import HTTPStatus

from bot.content.routes import STAFF
from bot.model.case import CaseState
from bot.model.case_lines import SILENCES
from bot.model.message import LANES, Channel, Took
from bot.model.risk import Level

OTHER = "other"
"""Stands for whatever came that is in no table: it must not become a label."""

_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds: a machine's; Twilio waits 15
_TEXTS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 21600.0, 86400.0)  # tried for a day
_PEOPLE = (15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 2400.0, 3600.0, 14400.0, 43200.0, 86400.0)  # as data/routes.yml


@dataclass(frozen=True, slots=True)
class Label:
    """`values` are all it may be. `words` say so in the docs where the list is long."""

    name: str
    values: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """`kind` is `counter`, `histogram` (of seconds) or `gauge` (read at the moment of asking)."""

    name: str
    kind: str
    what: str
    labels: tuple[Label, ...] = ()
    buckets: tuple[float, ...] = ()


_LEVELS = tuple(level.word for level in Level)
_CASE_LEVELS = Label("level", _LEVELS[1:])
_CHANNEL = Label("channel", tuple(Channel))
DROPPED = ("worker_has_it", "opted_out", "erased", "seen_in_time", "no_number", "practice", "safe_time_lapsed", "overtaken")
"""Why a text must not be said any more, as `bot.send` has it."""
_STATUSES = tuple(f"status_{status.value}" for status in HTTPStatus if status >= 300)
_REASON = Label(
    "reason",
    ("none", *DROPPED, "channel_off", *_STATUSES, OTHER),
    "`none`, a code of ours, one of Twilio's in `channels/twilio_errors.py`, `status_` and an HTTP status, or `other`",
)
_RECEIPTS = ("accepted", "scheduled", "queued", "sending", "sent", "delivered", "read", "undelivered", "failed", "canceled", OTHER)
_WORK = (
    Label("stream", ("inbound", "outbound")),
    Label("lane", tuple(str(number) for number in range(LANES)), f"0 to {LANES - 1}"),
)

HISTOGRAMS = (
    Measure("lev_acknowledge_seconds", "histogram", "a text at the door, to kept and so acknowledged", (_CHANNEL,), _QUICK),
    Measure("lev_turn_seconds", "histogram", "a text received, to answered in one commit", (Label("level", _LEVELS),), _TEXTS),
    Measure("lev_screen_seconds", "histogram", "reading one text for risk, the wait for a thread included", (), _QUICK),
    Measure("lev_dialogue_seconds", "histogram", "asking Rasa", (Label("answer", ("answered", "unavailable")),), _QUICK),
    Measure("lev_send_seconds", "histogram", "a text queued, to handed over to Twilio", (Label("urgent", ("yes", "no")),), _TEXTS),
    Measure("lev_claim_seconds", "histogram", "a case waiting, to claimed by a worker", (_CASE_LEVELS,), _PEOPLE),
    Measure(
        "lev_first_reply_seconds",
        "histogram",
        "a worker's first own words, since the case began to wait (the first worker's) and since they had it (each worker's)",
        (Label("since", ("waiting", "claimed")), _CASE_LEVELS),
        _PEOPLE,
    ),
)
COUNTERS = (
    Measure("lev_inbound_total", "counter", "texts taken in, and what became of them", (_CHANNEL, Label("took", tuple(Took)))),
    Measure("lev_screened_total", "counter", "texts answered, by the level the screen found", (Label("level", _LEVELS),)),
    Measure("lev_parked_total", "counter", "texts that could not be handled and were put before a worker"),
    Measure(
        "lev_sends_total",
        "counter",
        "what became of each try to send; `dropped` must not be said any more, `trying_again` is not the end",
        (Label("outcome", ("handed_over", "dropped", "refused", "trying_again")), _REASON),
    ),
    Measure("lev_receipts_total", "counter", "Twilio's word on texts", (Label("status", _RECEIPTS),)),
    Measure(
        "lev_conflicts_total",
        "counter",
        "commits refused because somebody else was quicker; they are decided again",
        (Label("room", ("turn", "desk", "timer", "receipt")),),
    ),
    Measure("lev_alerts_climbed_total", "counter", "steps of the alert ladder, by who was due", (Label("who", STAFF),)),
    Measure(
        "lev_silences_total",
        "counter",
        "silences marked at the desk",
        (Label("what", SILENCES),),
    ),
)
GAUGES = (
    Measure("lev_store_up", "gauge", "1 while the store answers; at 0 the figures read from it are missing"),
    Measure("lev_waiting_texts", "gauge", "texts not yet answered (inbound) or not yet handed over (outbound)", _WORK),
    Measure("lev_oldest_waiting_seconds", "gauge", "how long the oldest of them has waited; 0 when there is none", _WORK),
    Measure("lev_spool_holding", "gauge", "1 while texts wait on disk for the store"),
    Measure("lev_rasa_resting", "gauge", "1 while Rasa failed so often that it is asked only now and then"),
    Measure(
        "lev_cases_open",
        "gauge",
        "open cases",
        (Label("state", tuple(state for state in CaseState if state is not CaseState.CLOSED)), _CASE_LEVELS),
    ),
    Measure("lev_cases_ringing", "gauge", "cases whose alarm rings: urgent, waiting, and nobody has said 'seen'"),
    Measure("lev_packs_waiting", "gauge", "referral packs that the case system has neither taken nor refused"),
    Measure("lev_oldest_pack_seconds", "gauge", "how long the oldest of them has waited; 0 when there is none"),
    Measure("lev_drill_stuck", "gauge", "1 when the last drill did not come through"),
    Measure("lev_drill_age_seconds", "gauge", "since the last drill that went well; missing until there was one"),
)
TABLE = (*HISTOGRAMS, *COUNTERS, *GAUGES)


def rows() -> list[str]:
    """The table as lines of Markdown, for `docs/metrics.md`."""
    lines = ["| name | form | what it says | labels |", "|---|---|---|---|"]
    for one in TABLE:
        labels = "; ".join(f"`{label.name}`: {label.words or ', '.join(label.values)}" for label in one.labels)
        lines.append(f"| `{one.name}` | {one.kind} | {one.what} | {labels} |")
    return lines
