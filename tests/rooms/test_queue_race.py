"""Many workers and many cases: nobody gets what another has, and nobody goes away empty while somebody waits."""

import asyncio
import os
from collections import Counter

from bot.desk.queue import loads
from bot.model.case import CaseState
from bot.model.worker import Role
from bot.store.open import open_store
from tests.desk_house import House
from tests.queueing import audit_of, waiting

CASES, WORKERS, LEVS = 200, 24, 4


async def test_two_hundred_cases_go_to_one_worker_each(valkey_url: str) -> None:
    """Each Lev has a client of its own to the one store, and each worker presses as fast as the desk answers."""
    key = os.urandom(32)
    stores = [open_store(valkey_url, key) for _ in range(LEVS)]
    houses = [House(store) for store in stores]
    cases = await waiting(stores[0], CASES)
    people = [await houses[number % LEVS].person(Role.SUPPORT_WORKER, f"W{number}") for number in range(WORKERS)]
    taken: list[str] = []

    async def work(number: int) -> None:
        web, csrf = people[number]
        for press in range(CASES):
            answer = await web.post("/desk/next", data={"csrf": csrf, "nonce": f"press-{number}-{press}"})
            if answer.status_code == 404:
                return
            assert answer.status_code == 200, answer.text
            taken.append(answer.json()["place"])

    await asyncio.gather(*(work(number) for number in range(WORKERS)))
    assert Counter(Counter(taken).values()) == {1: CASES}, "each case once"
    after = await stores[1].reads.open_cases()
    assert {case.state for case in after} == {CaseState.WITH_WORKER}
    assert sum(loads(after).values()) == CASES
    for case in cases[:20]:
        claims = [line for line in await audit_of(stores[2], case.contact) if line["did"] == "claimed"]
        assert len(claims) == 1
        joined = [line for line in await stores[3].reads.transcript(case.contact) if "has joined" in line.text]
        assert len(joined) == 1, "one person has joined"
    for store in stores:
        await store.close()


async def test_a_picked_case_and_the_next_one_never_both_win(valkey_url: str) -> None:
    key = os.urandom(32)
    stores = [open_store(valkey_url, key) for _ in range(2)]
    houses = [House(store) for store in stores]
    turn = await waiting(stores[0], 30)
    (ann, ann_csrf), (bea, bea_csrf) = [
        await house.person(Role.SUPPORT_WORKER, name) for house, name in zip(houses, ("Ann", "Bea"), strict=True)
    ]
    for number, case in enumerate(turn):
        picked, following = await asyncio.gather(
            ann.post(f"/desk/case/{case.contact}/{case.id}/claim", data={"csrf": ann_csrf, "reason": "known"}),
            bea.post("/desk/next", data={"csrf": bea_csrf, "nonce": f"press-no-{number}"}),
        )
        places = [answer.json().get("place") for answer in (following,) if answer.status_code == 200]
        mine = f"/desk/case/{case.contact}/{case.id}"
        assert not (picked.status_code == 200 and mine in places), "two have it"
        if following.status_code == 404:
            break
    owners = [case.worker_id for case in await stores[0].reads.open_cases() if case.state is CaseState.WITH_WORKER]
    assert len(owners) == 30
    for store in stores:
        await store.close()
