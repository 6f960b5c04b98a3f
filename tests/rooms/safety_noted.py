"""What tests of the safety record share: a press at the desk, and somebody who has the case and noted everything."""

import httpx

from bot.model.worker import Role, Worker
from tests.desk_house import PLACE, House

WORD = "purple kettle"
LEAD = Worker("w9", "lee.lead", "Lee", Role.LEAD, "")
WEEKDAYS = [str(day) for day in range(5)]


async def press(web: httpx.AsyncClient, csrf: str, move: str, **form: object) -> httpx.Response:
    return await web.post(f"{PLACE}/{move}", data={"csrf": csrf} | form)


async def noted(house: House) -> tuple[httpx.AsyncClient, str]:
    """Somebody who has the case and noted everything."""
    web, csrf = await house.person(Role.SUPPORT_WORKER)
    for move, form in (
        ("claim", {}),
        ("safe_here", {"here": "no"}),
        ("safe_time", {"day": WEEKDAYS, "opens": "16:00", "closes": "18:30"}),
        ("safe_time", {"day": ["5"], "opens": "22:00", "closes": "01:00"}),
        ("code_word", {"word": f"  {WORD} "}),
        ("still_you", {}),
        ("still_you_answer", {"answer": "not_matched"}),
    ):
        assert (await press(web, csrf, move, **form)).status_code == 200, move
    return web, csrf
