"""How safe it is to write to somebody, noted at the desk: who may, and what stands where. A real store."""

import pytest

from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house
from tests.queueing import audit_of
from tests.rooms.safety_noted import WORD, noted, press

__all__ = ["house"]


async def test_what_was_noted_stands_on_the_page_with_who_and_when(house: House) -> None:
    web, _ = await noted(house)
    page = (await web.get(PLACE)).text
    for words in (
        "Not safe to write to them here (Tam, Fri 20 Nov, 12:00)",
        "Monday to Friday, 4pm to 6.30pm",
        "Saturday, 10pm to 1am the day after",
        WORD,
        "The code word did not match (Tam, Fri 20 Nov, 12:00)",
    ):
        assert words in page, words
    talk = await house.store.reads.conversation(ADA)
    assert talk
    assert talk.safety
    assert talk.safety.here_by
    assert (talk.safety.here, talk.safety.here_by.name, talk.safety.here_by.at) == ("no", "Tam", NOW)


async def test_each_change_is_in_the_audit_and_with_the_case_but_never_the_word(house: House) -> None:
    await noted(house)
    lines = [line for line in await audit_of(house.store, ADA) if line["did"] == "safety_noted"]
    assert [line["part"] for line in lines] == ["here", "times", "times", "code_word", "still_you", "still_you_answer"]
    assert (lines[0]["answer"], lines[2]["times"], lines[5]["answer"]) == ("no", "2", "not_matched")
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert [note.text for note in case.notes] == [
        "Safe to text them here: no.",
        "Safe time noted: Monday to Friday, 4pm to 6.30pm.",
        "Safe time noted: Saturday, 10pm to 1am the day after.",
        "A code word was set.",
        "Asked: is it still you?",
        "Is it still you? The word did not match.",
    ]
    assert WORD not in str(lines) + str(case)


async def test_nothing_of_it_lies_open_in_the_store(house: House) -> None:
    await noted(house)
    keys = [key async for key in house.store.redis.scan_iter("*")]
    stored = b"".join([await house.store.redis.dump(key) or b"" for key in keys])
    for words in (WORD, "18:30", "safe_here", "opens"):
        assert words.encode() not in stored, words


@pytest.mark.parametrize(
    ("move", "form"),
    [
        ("safe_here", {"here": "maybe"}),
        ("safe_time", {"opens": "16:00", "closes": "18:00"}),
        ("safe_time", {"day": ["7"], "opens": "16:00", "closes": "18:00"}),
        ("safe_time", {"day": ["1"], "opens": "tea", "closes": "18:00"}),
        ("safe_time", {"day": ["1"], "opens": "16:00+05:00", "closes": "18:00"}),
        ("safe_time_out", {"time": "Monday, 4pm to 5pm"}),
        ("code_word", {"word": "x" * 61}),
        ("still_you_answer", {"answer": "matched"}),
    ],
)
async def test_what_is_refused(house: House, move: str, form: dict[str, object]) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await press(web, csrf, "claim")
    assert (await press(web, csrf, move, **form)).status_code == 400


async def test_a_colleague_reads_the_word_in_an_open_case_and_writes_nothing(house: House) -> None:
    tam, csrf = await noted(house)
    ann, ann_csrf = await house.person(Role.SUPPORT_WORKER, "Ann")
    lee, lee_csrf = await house.person(Role.LEAD, "Lee")
    assert WORD in (await ann.get(PLACE)).text
    assert "/safe_here" not in (await ann.get(PLACE)).text.replace("replies /safe_here", "")
    assert (await press(ann, ann_csrf, "safe_here", here="yes")).status_code == 409
    assert (await press(lee, lee_csrf, "safe_here", here="yes")).status_code == 200
    await press(tam, csrf, "close", outcome="practice")
    assert WORD not in (await ann.get(PLACE)).text, "a closed case needs it no more"


async def test_a_time_and_the_word_can_be_taken_out_again(house: House) -> None:
    web, csrf = await noted(house)
    await press(web, csrf, "safe_time_out", time="Monday to Friday, 4pm to 6.30pm")
    await press(web, csrf, "code_word", word="")
    talk = await house.store.reads.conversation(ADA)
    assert talk
    assert talk.safety
    assert [one.days for one in talk.safety.times] == [(5,)]
    assert talk.safety.code_word == ""
