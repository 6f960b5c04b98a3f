"""Says where to go, and finds out whether something answers. Addresses in, lines on the screen out.

Never prints the first link twice: Lev hands it over only until it is used.
"""

import http.client
import json
import urllib.request

from bot.settings import Settings

_LINK_SECONDS = 30.0  # a machine that is busy installing and learning may take its time
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # what is on this machine is asked without a proxy


def welcome(settings: Settings, internal: str) -> None:
    """Prints the addresses and, before there is any account, the one-time link; all at once, for those who read along."""
    lines = ["", "Lev is running.", f"  Chat    {settings.public_url}/chat", f"  Desk    {settings.public_url}/desk"]
    lines.append(f"  Themes  {settings.public_url}/themes")
    try:
        if link := _first_link(internal):
            lines.append(f"  First lead account (works once): {link}")
    except (OSError, http.client.HTTPException, ValueError):  # it died just now and is being started again
        lines.append('  Lev did not hand over the first link. Make one with: make worker ARGS="link --role lead"')
    if not settings.twilio_account_sid:
        lines.append("  Texts are off until Twilio's settings are made (.env.example).")
    print("\n".join([*lines, "Stop with Ctrl-C.", ""]), flush=True)


def _first_link(internal: str) -> str:
    with _DIRECT.open(f"{internal}/first-link", timeout=_LINK_SECONDS) as answer:
        return str(json.load(answer)["url"] or "")


def answers(address: str) -> bool:
    """Whether an address answers 200 within two seconds."""
    try:
        with _DIRECT.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException, ValueError):
        return False
