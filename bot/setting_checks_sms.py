"""Checks of the settings of texting: Twilio and the people on duty. Texts in, checked values out, or one sentence why not.

Never repeats a secret or a number in that sentence.
"""

import re
from collections.abc import Mapping

from bot.setting_checks import BadSetting

STAFF = ("on_call", "lead", "duty_manager")
"""People on duty who may be texted, in the order of `data/routes.yml`."""

_NUMBER = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_SENDER = re.compile(r"\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-fA-F]{32}", re.ASCII)  # no names: nobody could answer one
_TWILIO = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM")


def check_twilio(value: Mapping[str, str]) -> None:
    """Twilio whole or not at all."""
    set_ones = [key for key in _TWILIO if value[key]]
    if not set_ones:
        return
    if len(set_ones) < len(_TWILIO):
        missing = next(key for key in _TWILIO if not value[key])
        raise BadSetting(f"{missing} is missing: set all of {', '.join(_TWILIO)}, or none of them.")
    if not value["PUBLIC_URL"]:
        raise BadSetting("PUBLIC_URL is missing: Twilio signs the public address, so it must be known.")
    if not value["TWILIO_ACCOUNT_SID"].startswith("AC"):
        raise BadSetting("TWILIO_ACCOUNT_SID must be an account's id, which starts with AC.")
    if not _SENDER.fullmatch(value["TWILIO_FROM"]):
        raise BadSetting("TWILIO_FROM must be a number such as +44..., a short code, or a messaging service's id (MG...).")


def staff_numbers(value: Mapping[str, str]) -> dict[str, str]:
    """The numbers of people on duty that are set, by role."""
    numbers = {}
    for role in STAFF:
        key = f"LEV_{role.upper()}"
        if value[key]:
            if not _NUMBER.fullmatch(value[key]):
                raise BadSetting(f"{key} must be a mobile number that starts with +44 or another country's code.")
            numbers[role] = value[key]
    if numbers and not value["TWILIO_FROM"]:
        raise BadSetting(f"LEV_{next(iter(numbers)).upper()} is set, but Twilio is not: nobody can be texted.")
    return numbers


def pace(key: str, text: str) -> float:
    """Segments a second; 0 for a sender without a limit."""
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1_000:
        raise BadSetting(f"{key} must be a number of segments a second, 0 for no limit.")
    return number


def minutes(key: str, text: str) -> int:
    """Whole minutes, up to a day; 0 for never."""
    if not text.isascii() or not text.isdigit() or int(text) > 1_440:
        raise BadSetting(f"{key} must be whole minutes, 0 for never.")
    return int(text)
