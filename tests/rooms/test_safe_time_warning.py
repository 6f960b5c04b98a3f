"""A worker who writes outside the safe times is asked first, at the desk, and is not forbidden. A real store."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.model.changes import Changes
from bot.model.message import Channel, Speaker
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house
from tests.queueing import audit_of
from tests.rooms.safety_noted import press

__all__ = ["house"]

FORM = {"text": "Are you <OK>?", "nonce": "n" * 12}


async def with_it(house: House, channel: Channel = Channel.SMS, **safety: object) -> tuple[httpx.AsyncClient, str]:
    """Tam has the case of a phone that last wrote an hour ago; it is Friday, 12 o'clock."""
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    assert (await press(web, csrf, "claim")).status_code == 200
    talk, case = await house.store.reads.talk(ADA)
    assert talk and case
    texted = replace(talk, channel=channel, last_in_at=NOW - timedelta(hours=1))
    await house.store.commit.commit(Changes(texted, case=replace(case, channel=channel)))
    form = {"day": ["4"], "opens": "16:00", "closes": "18:30"} | safety
    assert (await press(web, csrf, "safe_time", **form)).status_code == 200
    return web, csrf


async def said(house: House) -> list[str]:
    return [entry.text for entry in await house.store.reads.transcript(ADA) if entry.speaker is Speaker.WORKER]


async def test_asked_first_and_sent_all_the_same(house: House) -> None:
    web, csrf = await with_it(house)
    held = await press(web, csrf, "say", **FORM)
    assert held.status_code == 409
    asked = "They said it is safe Friday, 4pm to 6.30pm. It is none of these times now. Send anyway?"
    assert held.json() == {"error": asked, "anyway": True}
    assert await said(house) == []
    assert "Are you &lt;OK&gt;?</textarea>" in (await web.get(PLACE)).text, "nothing that was typed is lost"
    assert (await press(web, csrf, "say", anyway="yes", **FORM)).status_code == 200
    assert await said(house) == ["Are you <OK>?"]
    [line] = [line for line in await audit_of(house.store, ADA) if line["did"] == "said"]
    assert line["safe_time"] == "outside"


async def test_without_a_script_the_page_asks_and_has_the_button(house: House) -> None:
    web, csrf = await with_it(house)
    web.headers["Accept"] = "text/html"
    page = (await press(web, csrf, "say", **FORM)).text
    assert "Send anyway?" in page
    assert 'name="anyway" value="yes"' in page
    assert 'name="text" value="Are you &lt;OK&gt;?"' in page


@pytest.mark.parametrize("why", ["a safe time", "they wrote just now", "a page, not a phone", "nothing noted"])
async def test_not_asked_when_there_is_nothing_to_ask(house: House, why: str) -> None:
    web, csrf = await with_it(
        house,
        Channel.WEB if why == "a page, not a phone" else Channel.SMS,
        opens="11:00" if why == "a safe time" else "16:00",
    )
    talk, case = await house.store.reads.talk(ADA)
    assert talk and case
    if why == "they wrote just now":
        talk = replace(talk, last_in_at=NOW - timedelta(minutes=1))
    await house.store.commit.commit(Changes(replace(talk, safety=None) if why == "nothing noted" else talk, case=case))
    assert (await press(web, csrf, "say", **FORM)).status_code == 200
    [line] = [line for line in await audit_of(house.store, ADA) if line["did"] == "said"]
    assert "safe_time" not in line


async def test_one_yes_is_for_one_message(house: House) -> None:
    web, csrf = await with_it(house)
    assert (await press(web, csrf, "say", anyway="yes", **FORM)).status_code == 200
    assert (await press(web, csrf, "say", text="Hello?", nonce="m" * 12)).status_code == 409
