"""A worker puts the screen right at the desk; what is kept tells of nobody, and is listed and exported for a person to reword."""

import pytest
import yaml

from bot.model.listening import Marked, Verdict
from bot.model.message import Channel
from bot.model.risk import Kind, Level
from bot.model.worker import Role
from bot.privacy.pseudonym import Pseudonyms
from bot.register import as_lines, as_yaml
from tests.desk_house import ADA, NOW, PLACE, House, house

__all__ = ["house"]

MONTH = f"{NOW:%Y-%m}"


async def _line(house: House) -> str:
    [entry] = await house.store.reads.transcript(ADA)
    return entry.id


async def test_found_for_nothing_and_missed_go_into_the_register_without_a_name(house: House) -> None:
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    form = {"csrf": csrf, "line": await _line(house), "verdict": "wrong", "kind": "home_harm", "level": "high"}
    for _ in range(2):
        assert (await worker.post(f"{PLACE}/mark", data=form)).status_code == 200
    assert (await worker.post(f"{PLACE}/mark", data=form | {"verdict": "missed", "kind": "stalking"})).status_code == 200
    wrong, missed = await house.store.listening.register(MONTH)
    assert (wrong.kind, wrong.level, wrong.verdict) == (Kind.HOME_HARM, Level.HIGH, Verdict.WRONG)
    assert (missed.kind, missed.verdict) == (Kind.STALKING, Verdict.MISSED)
    assert "hits me" in wrong.text
    assert "alert" not in wrong.text, "Lev does not know that word"
    assert wrong.by
    case = await house.store.reads.case(ADA, "c1")
    assert case and (case.level, case.kinds) == (Level.HIGH, (Kind.HOME_HARM,)), "a worker's word on the screen lowers no case"


BAD = {
    "no verdict": {"verdict": ""},
    "a kind nobody knows": {"kind": "sadness"},
    "a level nobody knows": {"level": "none"},
    "wrong, and not found": {"kind": "stalking"},
    "a line that is gone": {"line": "0-1"},
}


@pytest.mark.parametrize("slip", BAD.values(), ids=BAD.keys())
async def test_what_makes_no_sense_is_refused(house: House, slip: dict[str, str]) -> None:
    worker, csrf = await house.person(Role.SUPPORT_WORKER)
    form = {"csrf": csrf, "line": await _line(house), "verdict": "wrong", "kind": "home_harm", "level": "high"}
    answer = await worker.post(f"{PLACE}/mark", data=form | slip)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert await house.store.listening.register(MONTH) == []


async def test_designers_have_no_hand_in_it(house: House) -> None:
    designer, csrf = await house.person(Role.DESIGNER)
    form = {"csrf": csrf, "line": await _line(house), "verdict": "wrong", "kind": "home_harm", "level": "high"}
    assert (await designer.post(f"{PLACE}/mark", data=form)).status_code == 404  # as if there were no such case


async def test_the_case_says_what_found_it_and_how_sure(house: House) -> None:
    worker, _ = await house.person(Role.SUPPORT_WORKER)
    page = (await worker.get(PLACE, headers={"Accept": "text/html"})).text
    assert "home harm, high: &#34;he hits me&#34;" in page
    assert "90% sure" in page
    assert "said of long ago" in page


def test_the_register_is_listed_and_exported_as_candidates() -> None:
    by = Pseudonyms(bytes(32)).contact(Channel.WEB, "worker")
    found = [
        Marked("1", MONTH, "he [...] me home", Kind.GROOMING, Level.HIGH, Verdict.MISSED, by),
        Marked("2", MONTH, "my [...] hits: the post", Kind.HOME_HARM, Level.HIGH, Verdict.WRONG, by),
    ]
    assert as_lines(found).splitlines()[0] == f"missed\tgrooming\thigh\t{by}\the [...] me home"
    assert as_lines([]) == "Nothing was put right in this month.\n"
    exported = as_yaml(found)
    assert exported.startswith("# Candidates")
    assert yaml.safe_load(exported) == {
        "grooming": {"high": ["he [...] me home"]},
        "home_harm": {"near": ["my [...] hits: the post"]},
    }
    assert yaml.safe_load(as_yaml([])) == {}
