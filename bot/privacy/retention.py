"""What is kept, for how long, why, and whether a lead's hold overrides it: the one table. Nothing in, the table out.

Never wider than what the privacy notice tells young people: `docs/privacy.md` and the store's lifetimes are tested against it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """`days` is None for what stays until `ends`. `keys` are the forms of keys in the store, as `bot.store.keys` names them.

    `hold` says whether a lead's hold keeps it past its time.
    """

    what: str
    days: float | None
    ends: str
    why: str
    hold: bool
    keys: tuple[str, ...]


_SECOND = 1 / 86_400
RETENTION = (
    Keep("a talk in which nothing was found", 30, "30 days after its last message", "minimise", True, ()),
    Keep(
        "a talk with a finding", 365, "12 months after its last message", "a pattern over time can matter", True,
        ("{lane:*}:conversation:*", "{lane:*}:transcript:*"),
    ),
    Keep(
        "how safe it is to write to somebody: here or not, safe times, a code word, is it still them", 365, "with their talk",
        "a text at the wrong time can give them away; the word never stands in notes, audit or the referral pack", True, ()
    ),
    Keep("what an erasure leaves: where our last word goes, and STOP", 1, "a day (STOP: 30 days)", "to answer them", False, ()),
    Keep(
        "a case", None, "open: until closed; closed: 12 months; under a hold: until it is lifted",
        "accountability; the lead and the local schedule decide", True, ("{lane:*}:case:*", "{lane:*}:open"),
    ),
    Keep(
        "a reply that a worker is writing", 2 / 24, "until sent or the case ends, two hours at most", "a reload loses nothing",
        False,
        ("{lane:*}:unsent:*",),
    ),
    Keep("who has a case open", 40 * _SECOND, "seconds", "two do not work past each other", False, ("{lane:*}:looking:*",)),
    Keep("that somebody is writing", 3 * _SECOND, "seconds", "the other side waits; no words", False, ("{lane:*}:writing:*",)),
    Keep("receipts", 30, "30 days", "operations", False, ("{lane:*}:delivery:*",)),
    Keep("that a message came in (its id, no words)", 30, "30 days", "a repeat is not taken twice", False, ("{lane:*}:seen:*",)),
    Keep(
        "texts on their way", None, "until they are answered or sent; what waits for a safe time lapses after a day",
        "the work itself", False, ("{lane:*}:inbound", "{lane:*}:outbound", "{lane:*}:held"),
    ),
    Keep(
        "a referral pack on its way to the case system", None, "until taken or refused, three days at most; gone with an erasure",
        "the work itself", False, ("{lane:*}:parcels",),
    ),
    Keep("counts", 730, "two years", "no person in them", False, ("{lane:*}:figures:*",)),
    Keep(
        "figures as they were published", None, "kept", "whole fives of people: what is shown once never changes", False,
        ("{desk}:published",),
    ),
    Keep(
        "audit lines", None, "kept", "accountability; codes and pseudonyms only", False, ("{lane:*}:audit", "{lane:*}:audit_head"),
    ),
    Keep("a question Lev could not answer", 90, "90 days", "only words Lev knows, a week, an age", False, ("{lane:*}:gaps:*",)),
    Keep(
        "a voice left for those who plan services", 365, "a year, or until taken back", "with consent", False,
        ("{lane:*}:voices:*",),
    ),
    Keep(
        "a sentence the screen read wrongly", 365, "a year", "to put the screen right; only words Lev knows", False,
        ("{lane:*}:register:*",),
    ),
    Keep(
        "what a lead found in a closed case, and the samples drawn", 365, "a year", "to show that we looked", False,
        ("{lane:*}:review:*", "{lane:*}:closed:*", "{desk}:draws:*"),
    ),
    Keep("which worker had cases of high harm", 35, "35 days", "care for workers; no words", False, ("{lane:*}:borne:*",)),
    Keep("with whom there is a break from chatting", 31, "31 days after it was set", "to end it", False, ("{lane:*}:blocked",)),
    Keep("who is on call, with their numbers", 140, "35 days after their turn", "whom to text", False, ("{desk}:rota",)),
    Keep("a practice talk", 0.5, "12 hours", "scripted: nobody real in it", False, ("{desk}:practice:*",)),
    Keep("a worker's debrief note", 365, "a year", "care for workers; they and leads read it", False, ("{desk}:debriefs:*",)),
    Keep("a worker's account", None, "until a lead removes it", "who may sign in", False, ("{desk}:workers", "{desk}:logins")),
    Keep(
        "hashes of a worker's recovery codes", None, "until used or replaced", "for a day without the phone", False,
        ("{desk}:recovery:*",),
    ),
    Keep(
        "the public half of a worker's passkey", None, "until removed or reset", "to sign in without a password", False,
        ("{desk}:passkeys",),
    ),
    Keep(
        "a worker's sign-in", 0.5, "12 hours, or one idle hour", "a shift", False, ("{desk}:session:*", "{desk}:sessions:*"),
    ),
    Keep(
        "a second factor being set up, a code just used", 1800 * _SECOND, "half an hour", "no code works twice", False,
        ("{desk}:new_factor:*", "{desk}:code:*", "{desk}:challenge:*"),
    ),
    Keep(
        "a sign-in under way at a council's own page", 600 * _SECOND, "ten minutes", "no way back is taken twice", False,
        ("{desk}:council:*",),
    ),
    Keep(
        "who is on, and a button just pressed", 1, "a shift at most", "who can take a case", False,
        ("{desk}:on:*", "{desk}:pressed:*"),
    ),
    Keep(
        "a one-time link", 7, "7 days (a new password: a day), or its first use", "to make an account or set a new password", False,
        ("{desk}:link:*",),
    ),
    Keep("tries at signing in", 3600 * _SECOND, "an hour", "pauses that grow, by hash", False, ("{desk}:tries:*",)),
    Keep("when a drill came through", 30, "30 days", "nothing of a person", False, ("{desk}:drill:*",)),
    Keep("bells for open pages", 1, "a day", "no words", False, ("{lane:*}:bell",)),
    Keep(
        "clocks and leases", 120 * _SECOND, "seconds", "who reads a lane, when a text may go", False,
        ("{lane:*}:lease:*", "{send}:pace"),
    ),
    Keep(
        "what the public page says was done, and its drafts", None, "until a designer takes it away", "nobody's own words", False,
        ("{desk}:you_said",),
    ),
    Keep("the mark of a restore", None, "until it ends", "what was cut off is known", False, ("{desk}:restoring",)),
    Keep("the mark of the two keys, sealed", None, "kept", "Lev does not start with others", False, ("{desk}:fits",)),
)  # fmt: skip
"""Every line. A test fails on a key of the store that is in none, and on one that may live longer than its line says."""


def as_table() -> str:
    """The table as it stands in `docs/privacy.md`."""
    lines = [f"| {keep.what} | {keep.ends} | {keep.why} | {'yes' if keep.hold else 'no'} |" for keep in RETENTION]
    return "\n".join(("| what | how long | why | a hold keeps it |", "|---|---|---|---|", *lines)) + "\n"
