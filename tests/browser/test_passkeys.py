"""Passkeys in a real Chromium with a virtual authenticator, against a real desk."""

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.desk_door import at_desk, open_desk
from tests.desk_house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "localhost"  # an address of numbers cannot have passkeys


async def _with_passkey(browser: Browser, desk: House, *, checks: bool = True) -> Page:
    page = await at_desk(browser, desk, "Tam")
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    await cdp.send("WebAuthn.addVirtualAuthenticator", {"options": kind | {"isUserVerified": checks}})
    await page.goto(f"{desk.url}/desk/me")
    await page.get_by_label("Your password, to make one").fill("three random words")
    await page.get_by_role("button", name="Make a passkey").click()
    return page


async def test_a_passkey_signs_in_and_can_be_removed(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url, HOST) as desk:
        page = await _with_passkey(browser, desk)
        await expect(page.get_by_role("button", name="Remove it")).to_be_visible()
        await page.get_by_role("button", name="Sign out").click()
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_role("heading", name="Cases")).to_be_visible()
        await page.goto(f"{desk.url}/desk/me")
        await page.get_by_role("button", name="Remove it").click()
        await expect(page.get_by_text("None yet.")).to_be_visible()
        await page.get_by_role("button", name="Sign out").click()
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_text("That passkey did not work here.")).to_be_visible()
        await page.context.close()


async def test_what_was_signed_works_once(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url, HOST) as desk:
        page = await _with_passkey(browser, desk)
        await expect(page.get_by_role("button", name="Remove it")).to_be_visible()
        await page.get_by_role("button", name="Sign out").click()
        async with page.expect_request(f"{desk.url}/desk/passkey") as sent:
            await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_role("heading", name="Cases")).to_be_visible()
        body = (await sent.value).post_data or ""
        async with httpx.AsyncClient(headers={"Origin": desk.url, "Content-Type": "application/x-www-form-urlencoded"}) as thief:
            assert (await thief.post(f"{desk.url}/desk/passkey", content=body)).status_code == 401
        await page.context.close()


async def test_a_device_that_does_not_check_the_person_makes_none(browser: Browser, valkey_url: str) -> None:
    async with open_desk(valkey_url, HOST) as desk:
        page = await _with_passkey(browser, desk, checks=False)
        await expect(page.get_by_text("No passkey was used.")).to_be_visible()
        await page.context.close()
