"""Says where to go, and finds out whether something answers. Addresses in, lines on the screen out.

Never prints the first link twice: Lev hands it over only until it is used.
"""

import http.client
import json
import urllib.request

from bot.settings import Settings

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # what is on this machine is asked without a proxy


def welcome(settings: Settings, internal: str) -> None:
    """Prints the addresses and, before there is any account, the one-time link."""
    print(f"\nLev is running.\n  Chat    {settings.public_url}/chat")
    print(f"  Desk    {settings.public_url}/desk\n  Themes  {settings.public_url}/themes")
    try:
        with _DIRECT.open(f"{internal}/first-link", timeout=5) as answer:
            link = json.load(answer)["url"]
        if link:
            print(f"  First lead account (works once): {link}")
    except (OSError, ValueError):  # it died just now and is being started again
        print('  Lev did not hand over the first link. Make one with: make worker ARGS="link --role lead"')
    if not settings.twilio_account_sid:
        print("  Texts are off until Twilio's settings are made (.env.example).")
    print("Stop with Ctrl-C.\n", flush=True)


def answers(address: str) -> bool:
    """Whether an address answers 200 within two seconds."""
    try:
        with _DIRECT.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException, ValueError):
        return False
