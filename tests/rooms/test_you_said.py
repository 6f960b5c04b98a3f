"""You said, we did: two people for each entry, nobody's own words, an audit line for each move, and a page that shows no draft."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bench.emptied import emptied
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.listening import Voice
from bot.model.message import Channel
from bot.model.worker import Role
from bot.store.keys import YOU_SAID, all_lanes
from bot.store.open import open_store
from bot.store.you_said import YouSaidStore
from tests.desk_house import ADA, NOW, URL, House

HERE = "/desk/you-said"
VOICE = Voice("abcdef0123456789", f"{NOW:%Y-%m}", "13_15", "west", "the bus to the clinic stops at five every day")


@pytest.fixture
async def desk(valkey_url: str) -> AsyncIterator[House]:
    store = open_store(valkey_url, bytes(32))
    await store.commit.commit(Changes(Conversation(ADA, Channel.WEB, "ada", NOW), voices=(VOICE,)))
    yield House(store)
    await emptied(store.redis)
    await store.close()


async def _page(house: House) -> str:
    async with httpx.AsyncClient(transport=house.web, base_url=URL) as anybody:
        answer = await anybody.get("/voices")
    assert answer.status_code == 200
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    return answer.text


async def _written(house: House, said: str = "Buses stop <b>too early</b>") -> str:
    designer, csrf = await house.person(Role.DESIGNER)
    answer = await designer.post(HERE, data={"csrf": csrf, "said": said, "did": "A later bus runs from May"})
    assert answer.status_code == 303, answer.text
    [entry] = await YouSaidStore(house.store.redis, house.store.codec).all()
    return entry.id


async def _audited(house: House) -> list[str]:
    lines = [line for lane in all_lanes() for _, line in await house.store.redis.xrange(lane.of("audit"))]
    return [
        word for line in lines for word in ("written", "published", "taken_away") if f"you_said_{word}".encode() in line[b"body"]
    ]


async def test_a_second_person_publishes_and_anybody_may_take_it_away(desk: House) -> None:
    entry = await _written(desk)
    assert "too early" not in await _page(desk), "a draft"
    other, csrf = await desk.person(Role.LEAD)
    assert "Publish" in (await other.get(HERE)).text
    assert (await other.post(f"{HERE}/{entry}", data={"csrf": csrf, "do": "publish"})).status_code == 303
    page = await _page(desk)
    assert "Buses stop &lt;b&gt;too early&lt;/b&gt;" in page
    assert "November 2026" in page
    assert "Tam" not in page
    assert (await other.post(f"{HERE}/{entry}", data={"csrf": csrf, "do": "publish"})).status_code == 409, "once"
    await other.post(f"{HERE}/{entry}", data={"csrf": csrf, "do": "take_away"})
    assert "too early" not in await _page(desk)
    assert sorted(await _audited(desk)) == ["published", "taken_away", "written"]


async def test_nobody_publishes_what_they_wrote(desk: House) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    await lead.post(HERE, data={"csrf": csrf, "said": "Lessons come too late", "did": "They start in Year 7"})
    [entry] = await YouSaidStore(desk.store.redis, desk.store.codec).all()
    assert 'value="publish"' not in (await lead.get(HERE)).text
    assert (await lead.post(f"{HERE}/{entry.id}", data={"csrf": csrf, "do": "publish"})).status_code == 409
    assert "too late" not in await _page(desk)
    assert await _audited(desk) == ["written"]


@pytest.mark.parametrize("said", ["The bus to the clinic stops, they say", "we hear: THE BUS, to the clinic stops at five"])
async def test_a_voice_is_never_quoted_since_it_may_be_taken_back(desk: House, said: str) -> None:
    designer, csrf = await desk.person(Role.DESIGNER)
    answer = await designer.post(HERE, data={"csrf": csrf, "said": said, "did": "A later bus"})
    assert answer.status_code == 409
    assert "own words" in answer.text
    assert await YouSaidStore(desk.store.redis, desk.store.codec).all() == []


@pytest.mark.parametrize(("said", "did"), [("", "x"), ("x", " "), ("x" * 401, "x")])
async def test_half_an_entry_is_refused(desk: House, said: str, did: str) -> None:
    designer, csrf = await desk.person(Role.DESIGNER)
    assert (await designer.post(HERE, data={"csrf": csrf, "said": said, "did": did})).status_code == 400
    assert await desk.store.redis.exists(YOU_SAID) == 0


async def test_names_are_marked_for_the_second_reader(desk: House) -> None:
    await _written(desk, "People in Mousehole wait too long")
    lead, _ = await desk.person(Role.LEAD)
    assert '<mark title="place">Mousehole' in (await lead.get(HERE)).text


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.ADMINISTRATOR])
async def test_others_may_not_write(desk: House, role: Role) -> None:
    person, csrf = await desk.person(role)
    assert (await person.get(HERE)).status_code == 403
    assert (await person.post(HERE, data={"csrf": csrf, "said": "x", "did": "y"})).status_code == 403


async def test_what_is_kept_is_sealed(desk: House) -> None:
    await _written(desk)
    for body in (await desk.store.redis.hgetall(YOU_SAID)).values():
        assert b"too early" not in body
