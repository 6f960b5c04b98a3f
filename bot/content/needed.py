"""The words that the code itself says, with the blanks it fills. The loaded words in, the names that are missing out.

Never a list of all words: authors may add as many as they like.
"""

from collections.abc import Collection

_NO_BLANKS = (
    "promise", "ask_age", "thanks_age", "skipped_age", "did_not_understand", "did_not_understand_again",
    "did_not_understand_still", "did_you_mean", "not_meant", "something_else", "topics", "menu", "no_more", "what_if",
    "did_that_help", "helped_yes", "helped_no", "rude_again", "out_of_date", "have_your_say", "voice_write", "voice_thanks",
    "voice_not", "voice_taken_back", "voice_none", "danger_999", "safety_high", "safety_concern", "offer_person", "no_person",
    "person_coming", "holding_in_hours", "holding_more", "still_waiting", "media_only", "long_message", "opted_in", "away",
    "crisis", "not_sent_web", "services_none", "watched", "goodbye",
    "took_it_back", "slow_down", "other_language", "delete_me", "delete_done", "delete_not", "delete_kept", "delete_kept_case",
    "delete_kept_passed_on",
)  # fmt: skip
NEEDED: dict[str, tuple[str, ...]] = dict.fromkeys(_NO_BLANKS, ()) | {
    "holding_out_of_hours": ("opens_at", "open_now"),
    "opening_hours_open": ("closes_at",),
    "opening_hours_closed": ("opens_at",),
    "services_found": ("services",),
    "worker_joined": ("worker",),
    "worker_left": ("worker",),
    "worker_handed_over": ("worker",),
    "bot_back": ("worker",),
    "closed_goodbye": ("worker",),
    "privacy": ("page",),
    "what_changed": ("page",),
    "what_changed_newest": ("said", "did"),
    "voices_page": (),
    "voices_page_none": (),
    "on_a_break": ("until",),
}
"""Name to blanks. A word that is not here is said without any blank filled."""


def missing(names: Collection[str]) -> list[str]:
    """What the code will try to say and nobody has written. Without them a young person would hear the wrong thing."""
    return sorted(set(NEEDED) - set(names))
