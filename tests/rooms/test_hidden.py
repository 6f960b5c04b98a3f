"""A conversation that was hidden, against a real Valkey: the page never gets it again, the desk still has it."""

import asyncio

import pytest

from bot.intake import Intake
from bot.model.message import Channel
from bot.privacy.pseudonym import Pseudonyms
from bot.store.open import Store
from bot.store.spool import Spool
from tests.rooms.turning import ADA, saying, store, turn

__all__ = ["store"]


@pytest.fixture
def intake(store: Store, tmp_path) -> Intake:  # type: ignore[no-untyped-def]
    return Intake(store, Spool(tmp_path / "spool", store.codec), Pseudonyms(bytes(32)))


async def _shown(intake: Intake, after: str = "") -> list[str]:
    """What a page is given within a moment."""
    feed, shown = intake.follow(Channel.WEB, "ada", after), list[str]()
    try:
        async with asyncio.timeout(0.5):
            async for line in feed:
                shown.append(line.text)
    except TimeoutError:
        pass
    await feed.aclose()  # type: ignore[attr-defined]
    return shown


@pytest.mark.parametrize("after", ["", "0-0", "1-1"], ids=["from the beginning", "from nought", "from an old place"])
async def test_what_was_hidden_is_shown_to_no_page_and_kept_for_the_desk(store: Store, intake: Intake, after: str) -> None:
    bell = asyncio.create_task(store.bell.run())
    await turn(store, "the canary sings", saying("hello"))
    assert (await _shown(intake))[0] == "the canary sings"
    await intake.hide(Channel.WEB, "ada")
    assert await _shown(intake, after) == []
    kept = await store.reads.transcript(ADA)
    assert kept[0].text == "the canary sings"
    await turn(store, "hello again", saying("hello"))
    assert (await _shown(intake, after))[0] == "hello again", "what comes after is a talk as any other"
    assert [line["did"] for line in await store.subject.audit(ADA)].count("hid_talk") == 1
    bell.cancel()
    await asyncio.gather(bell, return_exceptions=True)


async def test_hiding_nothing_is_nothing(store: Store, intake: Intake) -> None:
    await intake.hide(Channel.WEB, "ada")
    assert await store.reads.conversation(ADA) is None
