"""What becomes of the safety record: in the pack, in an export, and with the person. A real store."""

import json

import pytest

from bot.asked_for import export
from bot.erase_now import erase
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house
from tests.rooms.safety_noted import LEAD, WORD, noted, press

__all__ = ["house"]


async def test_the_pack_holds_safe_ways_of_contact_and_never_the_word(house: House) -> None:
    web, _ = await house.person(Role.LEAD, "Lee")
    assert (await web.get(f"{PLACE}/referral.json")).json()["safe_contact"] is None
    await noted(house)
    packed = (await web.get(f"{PLACE}/referral.json")).json()["safe_contact"]
    assert (packed["here"], packed["times"][0], packed["code_word_agreed"]) == ("no", "Monday to Friday, 4pm to 6.30pm", True)
    page = (await web.get(f"{PLACE}/referral")).text
    assert "Safe ways of contact" in page
    assert WORD not in page + json.dumps(packed)


async def test_it_is_in_the_export_for_the_lead_to_read_first(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    await noted(house)
    assert await export(house.store, ADA, LEAD, NOW) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["lead_reads_first"]["safe_to_write"]["code_word"] == WORD
    assert WORD not in json.dumps(found["may_be_given"])


async def test_it_goes_with_the_person(house: House) -> None:
    web, csrf = await noted(house)
    await press(web, csrf, "close", outcome="practice")
    assert await erase(house.store, ADA, LEAD, NOW, "asked") == 0
    talk = await house.store.reads.conversation(ADA)
    assert talk
    assert talk.safety is None
