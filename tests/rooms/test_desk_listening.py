"""Voices and unanswered questions at the desk: who may read what, and that a voice taken back never comes back."""

from collections.abc import AsyncIterator

import pytest

from bench.emptied import emptied
from bot.model.changes import Changes
from bot.model.conversation import Conversation
from bot.model.listening import Gap, Voice
from bot.model.message import Channel
from bot.model.worker import Role
from bot.store.keys import all_lanes
from bot.store.open import Store, open_store
from bot.themes.tag import week_of
from tests.desk_house import ADA, NOW, House

MONTH, WEEK = f"{NOW:%Y-%m}", week_of(NOW)
SAID = "Mr Trelawney at <b>Penpol</b> school never listens"
VOICE = Voice("abcdef0123456789", MONTH, "13_15", "west", SAID)
PLACE = f"/desk/listening/{MONTH}/{VOICE.id}"


@pytest.fixture
async def desk(valkey_url: str) -> AsyncIterator[House]:
    store: Store = open_store(valkey_url, bytes(32))
    talk = Conversation(ADA, Channel.WEB, "ada", NOW)
    gap = Gap(WEEK, "unknown", "can [...] make me join?")
    await store.commit.commit(Changes(talk, voices=(VOICE,), gaps=(gap,)))
    yield House(store)
    await emptied(store.redis)
    await store.close()


async def test_a_lead_reads_and_passes_on_in_other_words(desk: House) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    page = (await lead.get("/desk/listening")).text
    assert "Trelawney</mark>" not in page
    assert '<mark title="name">Mr Trelawney<span class="sr"> (name)</span></mark> at &lt;b&gt;<mark' in page
    assert "[name] at &lt;b&gt;[place]&lt;/b&gt; school never listens</textarea>" in page, "filled in without them, to be read"
    assert "13 to 15 · west Cornwall" in page
    assert "can [...] make me join?" in page
    designer, _ = await desk.person(Role.DESIGNER)
    assert "Trelawney" not in (await designer.get("/desk/voices")).text, "nobody has read it yet"
    moved = await lead.post(PLACE, data={"csrf": csrf, "do": "share", "wording": "A school never listens"})
    assert moved.status_code == 303
    told = (await designer.get("/desk/voices")).text
    assert "A school never listens" in told
    assert "Trelawney" not in told


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.DESIGNER])
async def test_only_leads_read_what_was_written(desk: House, role: Role) -> None:
    person, csrf = await desk.person(role)
    assert (await person.get("/desk/listening")).status_code == 403
    assert (await person.post(PLACE, data={"csrf": csrf, "do": "leave_out"})).status_code == 403
    assert len(await desk.store.listening.voices(MONTH)) == 1


async def test_support_workers_have_no_page_of_voices(desk: House) -> None:
    worker, _ = await desk.person(Role.SUPPORT_WORKER)
    assert (await worker.get("/desk/voices")).status_code == 403
    assert "Voices" not in (await worker.get("/desk")).text


async def test_left_out_is_deleted(desk: House) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    await lead.post(PLACE, data={"csrf": csrf, "do": "leave_out"})
    assert await desk.store.listening.voices(MONTH) == []


async def test_a_voice_taken_back_is_not_passed_on(desk: House) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    talk = await desk.store.reads.conversation(ADA)
    assert talk
    await desk.store.commit.commit(Changes(talk, voices_taken_back=(f"{MONTH}/{VOICE.id}",)))
    late = await lead.post(PLACE, data={"csrf": csrf, "do": "share", "wording": "x"})
    assert late.status_code == 409
    assert "taken back" in late.text
    assert await desk.store.listening.voices(MONTH) == []


@pytest.mark.parametrize("wording", ["", "   ", "x" * 1_001])
async def test_words_that_cannot_be_passed_on_are_refused(desk: House, wording: str) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    assert (await lead.post(PLACE, data={"csrf": csrf, "do": "share", "wording": wording})).status_code == 400
    [voice] = await desk.store.listening.voices(MONTH)
    assert voice == VOICE


@pytest.mark.parametrize("address", ["/desk/listening?month=1999-01", "/desk/listening?week=x", "/desk/voices?month=../x"])
async def test_a_time_that_is_not_kept_says_so(desk: House, address: str) -> None:
    lead, _ = await desk.person(Role.LEAD)
    answer = await lead.get(address)
    assert answer.status_code == 404
    assert "Nothing is kept" in answer.text


async def test_who_passed_a_voice_on_or_left_it_out_is_noted(desk: House) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    await lead.post(PLACE, data={"csrf": csrf, "do": "share", "wording": "A school never listens"})
    await lead.post(PLACE, data={"csrf": csrf, "do": "leave_out"})
    bodies = [line[b"body"] for lane in all_lanes() for _, line in await desk.store.redis.xrange(lane.of("audit"))]
    assert sum(b"voice_passed_on" in body for body in bodies) == 1
    assert sum(b"voice_left_out" in body for body in bodies) == 1
    assert not any(b"listens" in body for body in bodies), "never a word of it"


async def test_a_voice_taken_back_is_gone_from_what_designers_read(desk: House) -> None:
    lead, csrf = await desk.person(Role.LEAD)
    await lead.post(PLACE, data={"csrf": csrf, "do": "share", "wording": "A school never listens"})
    designer, _ = await desk.person(Role.DESIGNER)
    assert "never listens" in (await designer.get("/desk/voices")).text
    talk = await desk.store.reads.conversation(ADA)
    assert talk
    await desk.store.commit.commit(Changes(talk, voices_taken_back=(f"{MONTH}/{VOICE.id}",)))
    assert "never listens" not in (await designer.get("/desk/voices")).text
