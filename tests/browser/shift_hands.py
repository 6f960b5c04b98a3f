"""People for a whole shift: two who chat, one who texts, and workers in browsers. A running Lev in, their moves out.

Never touches the store: young people come in by the chat's own requests and by signed webhooks.
"""

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from bench.second_factor import code
from bot.content.hours import LONDON
from tests.browser.test_axe import found
from tests.standins.signed import signed_post
from tests.walks.running import ACCOUNT, SENDER, TOKEN, Lev

PASSWORD = "three random words"
_DESK, _PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


def texts(lev: Lev, number: str, body: str) -> None:
    """A young person's text, signed as Twilio signs it."""
    form = {"MessageSid": "SM" + secrets.token_hex(16), "AccountSid": ACCOUNT, "From": number, "To": SENDER, "Body": body}
    answer = signed_post(lev.url, lev.settings["PUBLIC_URL"], "/sms/receive", form | {"NumMedia": "0"}, TOKEN)
    assert answer.status_code == 200, answer.status_code


@dataclass
class Hand:
    """A worker in a browser of their own. `pictures` is where the docs' pictures go; None keeps none."""

    page: Page
    url: str
    pictures: Path | None
    secret: str = ""
    seen: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def joins(self, link: str, name: str) -> None:
        """Makes an account through a one-time link and sets the phone up as second factor."""
        await self.page.goto(link)
        await self.clean("welcome")
        await self.page.get_by_label("First name").fill(name)
        await self.page.get_by_label("Login").fill(name.lower())
        await self.page.get_by_label("Password").fill(PASSWORD)
        await self.page.get_by_role("button", name="Make my account").click()
        await self.page.goto(f"{self.url}/desk/second")
        await self.page.get_by_text("I cannot take a picture").click()
        await self.clean("second factor")
        self.secret = (await self.page.locator("#secret").inner_text()).replace(" ", "")
        await self.page.get_by_label("six digits the app shows now").fill(code(self.secret))
        await self.page.get_by_role("button", name="Go on").click()
        await self.page.get_by_role("link", name="I have kept them").click()

    async def signs_out(self) -> None:
        await self.page.get_by_role("button", name="Sign out").click()
        await expect(self.page.get_by_role("heading", name="Sign in")).to_be_visible()

    async def signs_in(self, name: str) -> None:
        """Password, then the phone's next six digits: those of now were used a moment ago."""
        await self.page.goto(f"{self.url}/desk")
        await self.clean("sign-in")
        await self.page.get_by_label("Login").fill(name.lower())
        await self.page.get_by_label("Password").fill(PASSWORD)
        await self.page.get_by_role("button", name="Sign in", exact=True).click()
        await expect(self.page.get_by_role("heading", name="Your code")).to_be_visible()
        await self.clean("code")
        await self.page.get_by_label("The six digits in your app").fill(code(self.secret, time.time() + 30))
        await self.page.get_by_role("button", name="Go on").click()
        await expect(self.page.get_by_role("heading", name="Cases")).to_be_visible()

    async def comes_on(self) -> None:
        await self.page.get_by_label("I am on until").fill(f"{datetime.now(LONDON) + timedelta(hours=6):%H:%M}")
        await self.page.get_by_label("with room for").select_option("3")
        await self.page.get_by_role("button", name="I am on").click()
        await expect(self.page.get_by_text("You are on until")).to_be_visible()

    async def clean(self, name: str) -> None:
        """axe finds nothing, light or dark, on a desk or a phone, and nothing runs off the side."""
        for scheme in ("dark", "light"):
            await self.page.emulate_media(color_scheme=scheme)
            for size in (_PHONE, _DESK):
                await self.page.set_viewport_size(size)
                wrong = await found(self.page)
                assert not wrong, (name, scheme, size, wrong)
                wide = await self.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= size["width"], f"{name} runs off the side: {wide} of {size['width']}"
        self.seen.append(name)

    async def picture(self, name: str, *, whole: bool = True) -> None:
        """For the docs, when they are asked for; of a very long page only what is seen first."""
        for where, size in (("", _DESK), ("-phone", _PHONE)) if self.pictures else ():
            await self.page.set_viewport_size(size)
            await self.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
            await self.page.screenshot(path=f"{self.pictures}/{name}{where}.png", full_page=whole)
        await self.page.set_viewport_size(_DESK)


async def hand(browser: Browser, lev: Lev, pictures: Path | None) -> Hand:
    """A browser that nobody signed in at yet."""
    context = await browser.new_context(viewport=_DESK, locale="en-GB", timezone_id="Europe/London")
    made = Hand(await context.new_page(), lev.url, pictures)
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    return made
