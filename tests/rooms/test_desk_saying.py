"""A reply is kept while it is written, held when the young person wrote meanwhile, and sent once."""

from dataclasses import replace

import httpx
import pytest

from bot.model.case import CaseState
from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.model.worker import Role
from bot.privacy.person_key import PERSON
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]  # a fixture


async def writes(house: House, text: str) -> str:
    """The young person writes; returns the id of the newest line before."""
    talk = await house.store.reads.conversation(ADA)
    assert talk
    [newest] = await house.store.reads.latest(ADA, 1)
    await house.store.commit.commit(Changes(talk, entries=(Entry(NOW, Speaker.YOUNG_PERSON, text, f"m-{text}"),)))
    return newest.id


async def said(house: House) -> list[str]:
    return [entry.text for entry in await house.store.reads.transcript(ADA) if entry.speaker is Speaker.WORKER]


async def page(web: httpx.AsyncClient) -> str:
    return (await web.get(PLACE)).text


async def test_held_once_and_the_text_is_kept(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    async with web:
        await web.post(f"{PLACE}/claim", data={"csrf": csrf})
        before = await writes(house, "wait, there is more")
        form = {"csrf": csrf, "text": "I will ask.\r\nIs that OK?", "nonce": "n" * 12, "seen": before}
        held = await web.post(f"{PLACE}/say", data=form)
        assert held.status_code == 409
        assert "They wrote while you typed" in held.json()["error"]
        assert await said(house) == []
        again = await page(web)
        assert "I will ask.\nIs that OK?</textarea>" in again
        assert f'value="{"n" * 12}"' in again
        [newest] = await house.store.reads.latest(ADA, 1)
        assert f'name="seen" value="{newest.id}"' in again
        assert (await web.post(f"{PLACE}/say", data=form | {"seen": newest.id})).status_code == 200
        assert await said(house) == ["I will ask.\nIs that OK?"]


async def test_a_draft_that_was_sent_never_comes_back(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    other, other_csrf = await house.person(Role.SUPPORT_WORKER, "Bea")
    async with web, other:
        await web.post(f"{PLACE}/claim", data={"csrf": csrf})
        form = {"csrf": csrf, "text": "Take your time.", "nonce": "d" * 12}
        assert (await web.post(f"{PLACE}/draft", data=form)).status_code == 200
        assert "Take your time.</textarea>" in await page(web)
        assert "Take your time." not in await page(other), "a draft is its writer's own"
        assert (await other.post(f"{PLACE}/draft", data=form | {"csrf": other_csrf})).status_code == 409
        assert await said(house) == []
        assert (await web.post(f"{PLACE}/say", data=form)).status_code == 200
        assert (await web.post(f"{PLACE}/draft", data=form)).status_code == 200  # saved late, on its way when Send was pressed
        again = await page(web)
        assert "Take your time.</textarea>" not in again
        assert f'value="{"d" * 12}"' not in again
        changed = await web.post(f"{PLACE}/say", data=form | {"text": "Take all your time."})
        assert changed.status_code == 409, "other words under a number that was sent must not be lost in silence"
        assert await said(house) == ["Take your time."]


async def _drafts(house: House) -> list[bytes]:
    return [key async for key in house.store.redis.scan_iter(match="{lane:*}:unsent:*")]


async def test_a_draft_is_sealed_and_short_lived(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    async with web:
        await web.post(f"{PLACE}/claim", data={"csrf": csrf})
        await web.post(f"{PLACE}/draft", data={"csrf": csrf, "text": "canary words", "nonce": "s" * 12})
        [key] = await _drafts(house)
        [body] = await house.store.redis.hvals(key)
        assert b"canary" not in body
        assert body[:1] == PERSON, "with the young person's own key, which an erasure destroys"
        assert 0 < await house.store.redis.ttl(key) <= 2 * 60 * 60
        await web.post(f"{PLACE}/draft", data={"csrf": csrf, "text": " ", "nonce": "s" * 12})
        assert not await house.store.redis.exists(key)


@pytest.mark.parametrize("ends", ["closed", "erased"])
async def test_a_draft_ends_with_its_case(house: House, ends: str) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    async with web:
        await web.post(f"{PLACE}/claim", data={"csrf": csrf})
        await web.post(f"{PLACE}/draft", data={"csrf": csrf, "text": "canary words", "nonce": "s" * 12})
    assert await _drafts(house)
    talk, case = await house.store.reads.talk(ADA)
    assert talk and case
    if ends == "closed":
        await house.store.commit.commit(Changes(talk, case=replace(case, state=CaseState.CLOSED, closed_at=NOW)))
    else:
        await house.store.commit.commit(Changes(replace(talk, erased=True), erases=True, erased_cases=(case.id,)))
    assert await _drafts(house) == []
