"""The file Twilio reads out when Lev does not answer is right, and the guide to the settings at Twilio is complete."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.model.message import Channel
from bot.model.segments import count_segments
from channels.twilio_errors import CUT_OFF, FINAL, NO_CONNECTION, NOT_UNDERSTOOD, RETRY, TIMED_OUT
from tests.standins.sms_door import WORDS

HELP = "If you are in danger"
GUIDE = Path("docs/sms.md").read_text(encoding="utf-8")


def fallback() -> str:
    root = ElementTree.fromstring(Path("channels/static/fallback.xml").read_bytes())
    assert (root.tag, [child.tag for child in root]) == ("Response", ["Message"])
    return root[0].text or ""


def test_the_fallback_says_where_help_is_in_the_words_of_crisis() -> None:
    crisis = WORDS.say("crisis", None, Channel.SMS).text
    assert HELP in crisis
    assert fallback().partition(HELP)[2] == crisis.partition(HELP)[2]


def test_the_fallback_promises_nothing_that_was_not_done() -> None:
    opening = fallback().partition(HELP)[0].lower()
    assert not [word for word in ("got your", "kept", "will read", "will answer", "worker") if word in opening]


def test_the_fallback_fits_two_segments() -> None:
    size = count_segments(fallback())
    assert (size.encoding, size.segments) == ("GSM-7", 2)


@pytest.mark.parametrize(
    "name",
    ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "TWILIO_API_BASE", "PUBLIC_URL", "/sms/receive", "fallback.xml"],
)
def test_the_guide_names_every_setting(name: str) -> None:
    assert name in GUIDE


@pytest.mark.parametrize("code", [*FINAL, *RETRY])
def test_the_guide_lists_every_code_as_it_is_handled(code: int) -> None:
    (row,) = [line for line in GUIDE.splitlines() if line.startswith(f"| {code} |")]
    assert row == f"| {code} | {FINAL.get(code) or RETRY[code]} | {'no' if code in FINAL else 'yes'} |"


@pytest.mark.parametrize("reason", [TIMED_OUT, CUT_OFF, NO_CONNECTION, NOT_UNDERSTOOD])
def test_the_guide_lists_our_own_reasons(reason: str) -> None:
    assert any(line.startswith(f"| {reason} |") and line.endswith("| yes |") for line in GUIDE.splitlines())
