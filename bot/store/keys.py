"""The name and the lifetime of every key Lev stores. Lane and contact in, key out.

Never a phone number, word or name in a key: contacts are pseudonyms.
"""

from dataclasses import dataclass

from bot.model.conversation import Conversation
from bot.model.message import LANES, ContactId
from bot.model.risk import Level
from bot.privacy.pseudonym import lane_of

DAY = 24 * 60 * 60
CALM_DAYS = 30  # a talk in which no risk was found (governance: minimise)
CONCERN_DAYS = 365  # a pattern over time can matter once something was seen
GAP_DAYS = 90  # a school term: long enough to write what is missing
VOICE_DAYS = 365  # two six-monthly audits
SHIFT_SECONDS = 12 * 60 * 60
LOOKING_SECONDS = 40  # an open page says that it is there every 15
WRITING_SECONDS = 3  # a page tells every four while somebody writes
UNSENT_SECONDS = 2 * 60 * 60  # longer than a break, shorter than a shift
TRIES_SECONDS = 60 * 60  # wrong tries are forgotten after an hour without one
SET_UP_SECONDS = 30 * 60  # to find the phone and take the picture
CHALLENGE_SECONDS = 300  # to find the finger, the face or the PIN
COUNCIL_SECONDS = 600  # to sign in at the council's own page
CODE_SECONDS = 180  # longer than a code could be taken
REGISTER_DAYS = 365  # until somebody has written better sentences
DRAW_DAYS = 365  # as long as a closed case: what was found in it goes with it
ROTA_DAYS = 140  # a turn is planned up to 90 days ahead, and kept 35 days after it
EXPOSED_DAYS = 35  # a month back, for a talk between a lead and a worker


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long keys of one form live. `pattern` is a glob; `seconds` is None for what stays until it is finished or erased."""

    pattern: str
    seconds: int | None
    why: str


PACE = "{send}:pace"  # the one key of sending: all processes share our number
PUBLISHED = "{desk}:published"  # figures as designers saw them
YOU_SAID = "{desk}:you_said"  # what the public page tells, and its drafts
RESTORING = "{desk}:restoring"  # there while a restore writes
FITS = "{desk}:fits"  # the mark of the two keys the store is filled with

LIFETIMES = (
    Lifetime("{lane:*}:inbound", None, "work: each entry is deleted by the commit that answers it"),
    Lifetime("{lane:*}:outbound", None, "work: each entry is deleted by the commit that notes it was sent"),
    Lifetime("{lane:*}:held", None, "work: texts that wait for a safe time, a day at most"),
    Lifetime(
        "{lane:*}:parcels", None, "work: referral packs for the case system, until it took or refused them, three days at most"
    ),
    Lifetime("{lane:*}:seen:*", 30 * DAY, "a provider's repeat comes within hours; a month is generous"),
    Lifetime("{lane:*}:lease:*", 6, "seconds a dead process may keep a lane"),
    Lifetime("{lane:*}:conversation:*", CONCERN_DAYS * DAY, "30 days when calm, 12 months after a finding"),
    Lifetime("{lane:*}:transcript:*", CONCERN_DAYS * DAY, "as its conversation"),
    Lifetime("{lane:*}:delivery:*", 30 * DAY, "receipts: operations"),
    Lifetime("{lane:*}:case:*", None, "open: until closed; closed: 12 months, then a lead's retention decision applies"),
    Lifetime("{lane:*}:unsent:*", UNSENT_SECONDS, "replies that workers write: until sent or the case ends, two hours at most"),
    Lifetime("{lane:*}:looking:*", LOOKING_SECONDS, "which colleagues have a case open: seconds"),
    Lifetime("{lane:*}:writing:*", WRITING_SECONDS, "that somebody is writing, never what: seconds"),
    Lifetime("{lane:*}:open", None, "an index of open cases"),
    Lifetime("{lane:*}:audit", None, "accountability: kept; holds codes and pseudonyms only"),
    Lifetime("{lane:*}:audit_head", None, "the end of the audit chain"),
    Lifetime("{lane:*}:bell", DAY, "hints for open pages, no words"),
    Lifetime("{lane:*}:figures:*", 2 * 365 * DAY, "counts without a person, two years"),
    Lifetime("{lane:*}:gaps:*", GAP_DAYS * DAY, "questions Lev could not answer, redacted: a term, to write what is missing"),
    Lifetime("{lane:*}:voices:*", VOICE_DAYS * DAY, "what was left for those who plan services: a year, or until taken back"),
    Lifetime("{lane:*}:register:*", REGISTER_DAYS * DAY, "what workers put right in the screen, redacted: a year, to learn from"),
    Lifetime("{lane:*}:closed:*", DRAW_DAYS * DAY, "which cases were closed on a day, for the review of a sample"),
    Lifetime("{lane:*}:borne:*", EXPOSED_DAYS * DAY, "which worker had cases of high harm on a day: ids and a time"),
    Lifetime("{lane:*}:review:*", DRAW_DAYS * DAY, "what a lead found in a closed case: as long as the case"),
    Lifetime("{lane:*}:blocked", 31 * DAY, "with whom there is a break: an index, the break itself is in the conversation"),
    Lifetime("{desk}:rota", ROTA_DAYS * DAY, "who is on call: each turn is deleted 35 days after it ended"),
    Lifetime("{desk}:practice:*", SHIFT_SECONDS, "a worker's practice talk with a scripted young person: nobody real"),
    Lifetime("{desk}:draws:*", DRAW_DAYS * DAY, "samples of closed cases as they were drawn"),
    Lifetime("{desk}:debriefs:*", DRAW_DAYS * DAY, "what workers wrote after hard conversations, for them and leads"),
    Lifetime(PACE, 120, "when our number may send its next segment: a clock, no words"),
    Lifetime("{desk}:drill:*", 30 * DAY, "when the drill last came through: nothing of a person"),
    Lifetime(PUBLISHED, None, "figures as they were published, in fives of people: what is published once never changes"),
    Lifetime(YOU_SAID, None, "you said, we did: until a designer takes it away; nobody's own words"),
    Lifetime(RESTORING, None, "while a restore writes; what finds it later knows that it was cut off"),
    Lifetime(FITS, None, "a mark by which Lev knows that its keys fit the store"),
    Lifetime("{desk}:workers", None, "accounts, until a lead removes them"),
    Lifetime("{desk}:logins", None, "which account a login belongs to"),
    Lifetime("{desk}:session:*", 12 * 60 * 60, "a shift"),
    Lifetime("{desk}:on:*", SHIFT_SECONDS, "who is on: each entry holds to the time its worker named, or an hour without them"),
    Lifetime("{desk}:pressed:*", 600, "a button pressed twice is pressed once"),
    Lifetime("{desk}:link:*", 7 * DAY, "a one-time link that makes or resets an account"),
    Lifetime("{desk}:tries:*", TRIES_SECONDS, "tries at signing in, by hash of login and of address: pauses that grow"),
    Lifetime("{desk}:sessions:*", SHIFT_SECONDS, "which sign-ins are a worker's, by hash: to list and end them"),
    Lifetime("{desk}:new_factor:*", SET_UP_SECONDS, "a second factor that is being set up, sealed"),
    Lifetime("{desk}:code:*", CODE_SECONDS, "that a one-time code was used: it is not taken again"),
    Lifetime("{desk}:challenge:*", CHALLENGE_SECONDS, "what a passkey is to sign, by hash: taken once"),
    Lifetime("{desk}:council:*", COUNCIL_SECONDS, "a sign-in under way at the council's own page, sealed: taken once"),
    Lifetime("{desk}:passkeys", None, "public halves of workers' passkeys, sealed, until removed"),
    Lifetime("{desk}:recovery:*", None, "hashes of recovery codes, until used or made anew"),
)
"""Every form of key. A house test fails on a stored key that is not here or that outlives its line."""


class Lane:
    """The keys of one lane. All carry its hash tag, so that one transaction can touch them on a cluster too."""

    def __init__(self, number: int) -> None:
        if not 0 <= number < LANES:
            raise ValueError("no such lane")
        self.number = number
        self._tag = f"{{lane:{number:02}}}"

    def of(self, *parts: str) -> str:
        """A key in this lane, such as `of("case", case_id)`."""
        return ":".join((self._tag, *parts))


def lane_for(contact: ContactId) -> Lane:
    """The lane of a contact."""
    return Lane(lane_of(contact))


def all_lanes() -> list[Lane]:
    """Every lane, in order."""
    return [Lane(number) for number in range(LANES)]


def desk(*parts: str) -> str:
    """A key of the desk's own: accounts and sign-ins. One slot, since a sign-in touches several."""
    return ":".join(("{desk}", *parts))


def key_groups() -> list[str]:
    """Patterns that name every key between them. The keys of one group are stored together and must be read together."""
    return [*(lane.of("*") for lane in all_lanes()), desk("*"), "{send}:*"]


def talk_seconds(highest: Level) -> int:
    """How long a conversation with this highest level is kept after its last message, in seconds."""
    return (CALM_DAYS if highest is Level.NONE else CONCERN_DAYS) * DAY


def kept_seconds(talk: Conversation) -> int | None:
    """The same for a talk as it stands: nothing (no end) under a lead's hold, a day for what an erasure left."""
    if talk.hold:
        return None
    if talk.erased and not talk.opted_out:  # STOP must hold for as long as it would have
        return DAY
    return talk_seconds(talk.highest)
