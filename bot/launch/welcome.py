"""Says where to go, and finds out whether something answers. Addresses in, lines on the screen out.

Never prints the first link twice: Lev hands it over only until it is used.
"""

import json
import urllib.error
import urllib.request

from bot.settings import Settings


def welcome(settings: Settings, internal: str) -> None:
    """Prints the addresses and, before there is any account, the one-time link."""
    print(f"\nLev is running.\n  Chat    {settings.public_url}/chat")
    print(f"  Desk    {settings.public_url}/desk\n  Themes  {settings.public_url}/themes")
    with urllib.request.urlopen(f"{internal}/first-link", timeout=5) as answer:  # noqa: S310  loopback, our own
        link = json.load(answer)["url"]
    if link:
        print(f"  First lead account (works once): {link}")
    if not settings.twilio_account_sid:
        print("  Texts are off until Twilio's settings are made (.env.example).")
    print("Stop with Ctrl-C.\n", flush=True)


def answers(address: str) -> bool:
    """Whether an address answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  loopback, our own
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False
