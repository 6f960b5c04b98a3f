"""Work waits for a gap between texts that come in, one piece after another, and goes on without a gap all the same."""

import asyncio

from bot.way_in import WayIn


async def test_work_goes_at_once_when_nothing_comes_in():
    """No step of the loop is given away."""
    passed = asyncio.ensure_future(WayIn().gap())
    await asyncio.sleep(0)
    assert passed.done()


async def test_work_waits_while_a_text_is_stored():
    """The text is stored first."""
    way_in, order = WayIn(), []

    async def works() -> None:
        await way_in.gap()
        order.append("work")

    with way_in.taking():
        working = asyncio.ensure_future(works())
        await asyncio.sleep(0.001)
        order.append("text")
    await working
    assert order == ["text", "work"]


async def test_a_failed_storing_gives_the_way_free():
    """An error on the way in must not stop all work."""
    way_in = WayIn()
    try:
        with way_in.taking():
            raise OSError
    except OSError:
        pass
    passed = asyncio.ensure_future(way_in.gap())
    await asyncio.sleep(0)
    assert passed.done()


async def test_without_any_gap_work_goes_on_one_after_another():
    """A flood of texts never holds up what was already said."""
    way_in, done = WayIn(), 0
    with way_in.taking():
        waits = [asyncio.ensure_future(way_in.gap()) for _ in range(3)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        done = sum(wait.done() for wait in waits)
        await asyncio.gather(*waits)
    assert done == 1
