"""What tests of the post share: a desk with a case system, a real stand-in for that system, and the post between them."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import httpx
import pytest

from bot.case_system import CaseSystem
from bot.model.case import Case
from bot.model.worker import Role
from bot.post import Post
from bot.setting_checks_hook import Hook
from tests.desk_house import ADA, PLACE, House
from tests.standins.case_system import CaseSystemStandIn

SECRET = "a secret of theirs and ours alone"


@pytest.fixture
def theirs() -> Iterator[CaseSystemStandIn]:
    with CaseSystemStandIn() as theirs:
        yield theirs


class Office:
    """A worker who has the case, and the post. `round` is one look at what is due."""

    def __init__(self, house: House, theirs: CaseSystemStandIn, web: httpx.AsyncClient, csrf: str) -> None:
        self.house, self.web, self.csrf = house, web, csrf
        self.system = CaseSystem(Hook(theirs.url, SECRET), seconds=0.5)
        self.post = Post(house.store, self.system, lambda: house.now)

    async def press(self, move: str, **form: str) -> httpx.Response:
        return await self.web.post(f"{PLACE}/{move}", data={"csrf": self.csrf, **form})

    async def round(self, *, later: float = 0) -> int:
        self.house.now += timedelta(seconds=later)
        due = await self.post.due()
        for parcel in due:
            await self.post.one(parcel)
        return len(due)

    async def case(self) -> Case:
        case = await self.house.store.reads.case(ADA, "c1")
        assert case
        return case

    async def page(self) -> str:
        return (await self.web.get(PLACE)).text

    async def audit(self) -> list[dict[str, object]]:
        return [line for line in await self.house.store.subject.audit(ADA) if str(line["did"]).startswith("pack_")]


@pytest.fixture
async def office(house: House, theirs: CaseSystemStandIn) -> AsyncIterator[Office]:
    hooked = House(house.store, hooked=True)
    web, csrf = await hooked.person(Role.SUPPORT_WORKER)
    office = Office(hooked, theirs, web, csrf)
    assert (await office.press("claim")).status_code == 200
    yield office
    await office.system.close()
