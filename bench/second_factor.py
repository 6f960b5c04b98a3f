"""Sets up and shows a second factor as a phone would. A page or a secret in, the six digits out.

Never asks the store: what the page shows must be enough.
"""

import re
import time

import pyotp
from playwright.sync_api import Page

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # a made-up phone for people who are put straight into the store


def secret_on(page: str) -> str:
    """The secret that the page of setting up shows in letters; nothing on any other page."""
    found = re.search(r'<code id="secret">([A-Z2-7 ]+)<', page)
    return found[1].replace(" ", "") if found else ""


def code(secret: str, at: float | None = None) -> str:
    """What the phone shows now, or at a time."""
    return pyotp.TOTP(secret).at(int(time.time() if at is None else at))


def sets_up_phone(page: Page) -> None:
    """A lead's first minutes in a browser: the picture, the first code, and the recovery codes."""
    page.get_by_text("I cannot take a picture").click()
    page.get_by_label("six digits the app shows now").fill(code(page.locator("#secret").inner_text().replace(" ", "")))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="I have kept them").click()
