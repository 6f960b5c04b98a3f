"""Keeps everything of one process running until it is told to stop. Listeners and rooms in, nothing out.

Never goes on with a part missing: a round that ends by an error ends the process, and the supervisor starts it again.
"""

import asyncio
import gc
import signal
from collections.abc import Coroutine, Sequence

import uvicorn

from bot.intake import Intake
from bot.on_call import OnCall
from bot.reader.beside import ReadBeside
from bot.rounds import Rounds
from bot.send import Sends
from bot.store.bell import Bell
from bot.store.fits import Fits
from bot.store.lanes import Lanes
from bot.timers.drills import HourlyDrill
from bot.timers.round import Timers
from bot.timers.sweep import Sweep
from bot.turn import Turns


async def run_all(
    servers: Sequence[uvicorn.Server],
    fits: Fits,
    bell: Bell,
    lanes: Lanes,
    reader: ReadBeside,
    turns: Turns,
    sends: Sends,
    intake: Intake,
    timers: Timers,
    drills: HourlyDrill,
    sweep: Sweep,
    on_call: OnCall,
) -> None:
    """Ends when the process is told to stop; whatever is in hand stays in its stream."""
    inbound = Rounds(lanes, "turns", lanes.left_over, lanes.new, turns.take_turn, lambda taken: taken.contact)
    outbound = Rounds(
        lanes,
        "sends",
        lanes.left_over_outbound,
        lanes.new_outbound,
        sends.send_one,
        lambda queued: queued.outbound.staff or queued.outbound.contact,  # whom it wakes must not wait behind their phone
    )
    rounds = (
        inbound.run(),
        outbound.run(),
        intake.run(),
        timers.run(),
        drills.run(),
        sweep.run(),
        on_call.run(),
    )
    at_once = (fits.run(), reader.run(), bell.run())
    working = [asyncio.create_task(round_) for round_ in (*at_once, *(_once(fits.known, round_) for round_ in rounds))]
    listening = [asyncio.create_task(server.serve()) for server in servers]
    gc.collect()
    gc.freeze()  # what is loaded stays: looking through all of it again would hold up every webhook for a tenth of a second
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    stop = asyncio.create_task(told.wait())
    try:
        done, _ = await asyncio.wait([*working, *listening, stop], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()  # a round that ended by an error ends the process: the supervisor starts it again
    finally:
        for server in servers:
            server.should_exit = True
        for task in working:
            task.cancel()
        await asyncio.gather(*listening, *working, return_exceptions=True)


async def _once(known: asyncio.Event, round_: Coroutine[None, None, None]) -> None:
    """Runs a round as soon as the keys are known to fit the store."""
    try:
        await known.wait()
    except asyncio.CancelledError:
        round_.close()  # it never began
        raise
    await round_
