"""One press of a button is one text, however long the talk and however often it is pressed."""

import asyncio
import secrets

from bot.model.changes import Changes
from bot.model.message import Entry, Speaker
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]  # a fixture


async def test_a_second_press_says_nothing_however_long_the_talk(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    async with web:
        assert (await web.post(f"{PLACE}/claim", data={"csrf": csrf})).status_code == 200
        talk = await house.store.reads.conversation(ADA)
        assert talk
        lines = tuple(Entry(NOW, Speaker.YOUNG_PERSON, "and", f"m{number}") for number in range(1_050))
        for at in range(0, len(lines), 350):
            talk = await house.store.commit.commit(Changes(talk, entries=lines[at : at + 350]))
        form = {"csrf": csrf, "text": "I am here.", "nonce": secrets.token_urlsafe(12)}
        pressed = await asyncio.gather(*(web.post(f"{PLACE}/say", data=form) for _ in range(3)))
        again = await web.post(f"{PLACE}/say", data=form)
        assert [answer.status_code for answer in (*pressed, again)] == [200] * 4
        other = await web.post(f"{PLACE}/say", data=form | {"nonce": secrets.token_urlsafe(12)})
        assert other.status_code == 200
    said = await house.store.reads.transcript(ADA, most=2_000)
    assert [entry.text for entry in said if entry.speaker is Speaker.WORKER] == ["I am here."] * 2
