"""What designers see of "did that help?": shares of people, and nothing of few."""

import re
from datetime import timedelta

from bot.model.changes import Changes, Count
from bot.model.worker import Role
from bot.themes.tag import week_of
from tests.desk_house import ADA, NOW, House, house

__all__ = ["house"]

WEEK = week_of(NOW - timedelta(weeks=1))


async def test_answers_are_shown_by_theme_and_few_are_hidden(house: House) -> None:
    talk = await house.store.reads.conversation(ADA)
    assert talk
    said = {("rel.jealousy", "yes"): 12, ("rel.jealousy", "no"): 7, ("rel.breakups", "yes"): 3}
    counts = [Count(WEEK, theme, "unknown", "web", answer) for (theme, answer), people in said.items() for _ in range(people)]
    await house.store.commit.commit(Changes(talk, counts=tuple(counts)))
    designer, _ = await house.person(Role.DESIGNER)
    page = (await designer.get(f"/themes?week={WEEK}")).text
    table = page[page.index("Asked whether it helped") :]
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", table, re.S)]
    row = cells.index("Jealousy and arguments")
    assert cells[row + 1 : row + 4] == ["19", "12", "7"]
    few = cells.index("Break-ups and rejection")
    assert set(cells[few + 1 : few + 4]) == {"hidden"}
