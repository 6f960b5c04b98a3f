"""The assessment page against a real store: a person answers, nothing is ticked for them, and all of it is sealed and audited."""

import html
import re
from dataclasses import replace

import pytest

from bot.content.words import Words
from bot.house import DATA
from bot.model.age import AgeBand
from bot.model.assessment import Judgement
from bot.model.changes import Changes
from bot.model.message import Channel, Entry, Speaker
from bot.model.worker import Role
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]
PAGE = f"{PLACE}/assessment"
SECRET = "Auntie Morwenna at Penpol knows"


async def judged(house: House) -> Judgement:
    _, case = await house.store.reads.talk(ADA)
    assert case
    return case.judged or Judgement()


async def test_words_stand_beside_the_question_and_nothing_is_ticked(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    page = (await web.get(PAGE)).text
    assert "They wrote “he hits me”" in page
    assert "Home harm" in page
    assert "Abuse, drugs or illness at home" in page, "a sign of the list that such words may show"
    assert not re.search(r'type="(?:radio|checkbox)"[^>]*checked', page)
    assert "<script>alert(1)" not in page
    await web.post(f"{PAGE}/signs", data={"csrf": csrf, "is_kind_home_harm": "yes", "is_weapon": "no", "is_threats": ""})
    assert [(one.sign, one.is_so, one.by.name) for one in (await judged(house)).answers] == [
        ("kind_home_harm", "yes", "Tam"),
        ("weapon", "no", "Tam"),
    ]


async def test_who_answered_first_stays_until_the_answer_changes(house: House) -> None:
    tam, tam_csrf = await house.person(Role.SUPPORT_WORKER)
    lee, lee_csrf = await house.person(Role.LEAD, "Lee")
    await tam.post(f"{PLACE}/claim", data={"csrf": tam_csrf})
    await tam.post(f"{PAGE}/signs", data={"csrf": tam_csrf, "is_weapon": "no", "is_threats": "yes"})
    await lee.post(f"{PAGE}/signs", data={"csrf": lee_csrf, "is_weapon": "no", "is_threats": "unsure"})
    assert [(one.sign, one.by.name) for one in (await judged(house)).answers] == [("weapon", "Tam"), ("threats", "Lee")]


async def test_their_lines_are_quoted_as_they_stand_and_only_theirs(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    lines = await house.store.reads.transcript(ADA)
    form = {"csrf": csrf, "quote": [line.id for line in lines] + ["0-9", "x"], "wants": " it to stop "}
    assert (await web.post(f"{PAGE}/own_words", data=form)).status_code == 303
    words = (await judged(house)).own_words
    assert words
    assert [quote.text for quote in words.quotes] == [lines[0].text], "what Lev said is not their voice"
    assert words.wants == "it to stop"


@pytest.mark.parametrize(
    ("channel", "age"), [(Channel.WEB, None), (Channel.WEB, AgeBand.FROM_13), (Channel.SMS, None), (Channel.SMS, AgeBand.FROM_16)]
)
async def test_the_words_of_confidentiality_are_those_they_saw(house: House, channel: Channel, age: AgeBand | None) -> None:
    """Not the first answer that came with them; and as they were said, though the age was told later."""
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    talk, case = await house.store.reads.talk(ADA)
    assert talk and case
    seen = Words.load(DATA / "words").say("promise", None, channel).text
    lines = [Entry(NOW, Speaker.LEV, "Are you safe right now?", "o1")]
    lines += [Entry(NOW, Speaker.LEV, seen, "o2")] if channel is Channel.SMS else []
    told = replace(talk, channel=channel, address="+447700900123", age_band=age, promised_at=NOW)
    await house.store.commit.commit(Changes(told, case=replace(case, channel=channel), entries=tuple(lines)))
    page = (await web.get(PAGE)).text
    [words] = re.findall(r'<textarea id="words"[^>]*>([^<]*)</textarea>', page)
    assert html.unescape(words) == seen


@pytest.mark.parametrize(
    ("part", "form", "why"),
    [
        ("signs", {"is_weapon": "perhaps"}, "Choose yes"),
        ("strengths", {"strength": "rich", "model": "none"}, "Choose from"),
        ("promise", {"said_at": "2026-11-20T11:00", "words": " "}, "which words"),
        ("promise", {"said_at": "2026-11-20T13:00", "words": "x"}, "still to come"),
        ("promise", {"said_at": "yesterday", "words": "x"}, "the day and the time"),
        ("consent", {"answer": "overridden", "why": "significant_harm"}, "write the reason"),
        ("consent", {"answer": "overridden", "reason": "x"}, "Choose why"),
        ("consent", {"answer": "maybe"}, "Choose what"),
        ("decision", {"level": "high", "what": "refer", "why": ""}, "the reason"),
        ("decision", {"level": "huge", "what": "refer", "why": "x"}, "Choose the level"),
        ("agree", {}, "Only a lead"),
        ("all_of_it", {}, "no such part"),
        ("decision", {"level": "high", "what": "refer", "why": "x" * 5000}, "too long"),
    ],
)
async def test_half_an_answer_is_refused_with_the_reason(house: House, part: str, form: dict[str, str], why: str) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    answer = await web.post(f"{PAGE}/{part}", data={"csrf": csrf} | form)
    assert (answer.status_code, why in answer.json()["error"]) == (400, True)
    assert await judged(house) == Judgement()


async def test_a_lead_agrees_and_a_new_decision_asks_anew(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    lee, lee_csrf = await house.person(Role.LEAD, "Lee")
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    decide = {"csrf": csrf, "level": "high", "what": "refer", "why": SECRET}
    assert (await lee.post(f"{PAGE}/agree", data={"csrf": lee_csrf})).status_code == 400
    await web.post(f"{PAGE}/decision", data=decide)
    await lee.post(f"{PAGE}/agree", data={"csrf": lee_csrf})
    decided = (await judged(house)).decision
    assert decided
    assert decided.agreed
    assert (decided.by.name, decided.agreed.name) == ("Tam", "Lee")
    await web.post(f"{PAGE}/decision", data=decide | {"level": "critical"})
    decided = (await judged(house)).decision
    assert decided
    assert decided.agreed is None


async def test_only_whose_case_it_is_writes_and_everybody_at_the_desk_may_read(house: House) -> None:
    tam, csrf = await house.person(Role.SUPPORT_WORKER)
    bea, bea_csrf = await house.person(Role.SUPPORT_WORKER, "Bea")
    des, des_csrf = await house.person(Role.DESIGNER, "Des")
    press = {"is_weapon": "no"}
    assert (await tam.post(f"{PAGE}/signs", data={"csrf": csrf} | press)).status_code == 400, "nobody has claimed it"
    await tam.post(f"{PLACE}/claim", data={"csrf": csrf})
    assert (await bea.post(f"{PAGE}/signs", data={"csrf": bea_csrf} | press)).status_code == 409
    assert "Keep this part" not in (await bea.get(PAGE)).text
    assert (await des.get(PAGE)).status_code == 404, "a blocked read tells nothing"
    assert (await des.post(f"{PAGE}/signs", data={"csrf": des_csrf} | press)).status_code == 404
    assert (await tam.get(PAGE.replace("c1", "c2"))).status_code == 404
