"""What becomes of a judgement: sealed, audited in codes, and kept no longer than its case."""

from bot.model.case import CaseState
from bot.model.worker import Role
from tests.desk_house import ADA, PLACE, House, house

__all__ = ["house"]
PAGE = f"{PLACE}/assessment"
SECRET = "Auntie Morwenna at Penpol knows"


async def test_it_is_kept_after_the_case_is_closed_but_no_longer_than_the_case(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    await web.post(f"{PLACE}/close", data={"csrf": csrf, "outcome": "referred", "theme": "home.unsafe"})
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert case.state is CaseState.CLOSED
    (key,) = [key async for key in house.store.redis.scan_iter("*:case:c1")]
    await house.store.redis.expire(key, 1000)
    assert (await web.post(f"{PAGE}/signs", data={"csrf": csrf, "is_weapon": "no"})).status_code == 303
    assert 0 < await house.store.redis.ttl(key) <= 1000, "writing to a closed case does not keep it longer"


async def test_everything_is_sealed_and_the_audit_holds_codes_only(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    await web.get(PAGE)
    for part, form in (
        ("signs", {"is_weapon": "yes", "in_weapon": SECRET}),
        ("strengths", {"strength": ["doctor"], "note": SECRET, "model": "online"}),
        ("own_words", {"wants": SECRET, "fears": SECRET, "not_wanted": SECRET}),
        ("promise", {"said_at": "2026-11-20T11:00", "words": SECRET}),
        ("consent", {"answer": "not_asked", "why": ["evidence", "delay"], "reason": SECRET, "parents": SECRET}),
        ("decision", {"level": "high", "what": "refer", "why": SECRET}),
    ):
        assert (await web.post(f"{PAGE}/{part}", data={"csrf": csrf} | form)).status_code == 303, part
    assert SECRET in (await web.get(PAGE)).text
    for key in [key async for key in house.store.redis.scan_iter("*")]:
        assert SECRET.encode() not in await house.store.redis.dump(key), key
    audit = await house.store.subject.audit(ADA)
    assert [line["part"] for line in audit if line["did"] == "assessed"] == [
        "signs",
        "strengths",
        "own_words",
        "promise",
        "consent",
        "decision",
    ]
    assert "assessment_opened" in [line["did"] for line in audit]
    assert any(line.get("why") == "evidence,delay" for line in audit)


async def test_when_it_was_first_seen_stays_when_it_goes_back_to_the_queue(house: House) -> None:
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    await web.post(f"{PLACE}/claim", data={"csrf": csrf})
    await web.post(f"{PLACE}/release", data={"csrf": csrf})
    _, case = await house.store.reads.talk(ADA)
    assert case
    assert (case.seen_at, case.claimed_at) == (house.now, None)
