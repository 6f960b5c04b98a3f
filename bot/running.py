"""Keeps everything of one process running until it is told to stop. Rounds and listeners in, nothing out.

Never goes on with a part missing: a round that ends by an error ends the process, which is started again.
"""

import asyncio
import os
import signal
from collections.abc import Coroutine, Sequence
from socket import socket
from typing import Any

import uvicorn

from bot.launch.settled import settle

_LOOK_SECONDS = 0.5

type Listening = tuple[uvicorn.Server, socket]
"""A server, and the open socket it takes connections from."""


async def run_all(rounds: Sequence[Coroutine[Any, Any, None]], listening: Sequence[Listening] = ()) -> None:
    """Ends when the process is told to stop, or when whoever started it is gone; what is in hand stays in its stream."""
    working = [asyncio.create_task(round_) for round_ in rounds]
    servers = [asyncio.create_task(server.serve([door])) for server, door in listening]
    settle()  # looking through all of it again would hold up every webhook for a tenth of a second
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    ends = [asyncio.create_task(told.wait()), asyncio.create_task(_orphaned(os.getppid()))]
    try:
        done, _ = await asyncio.wait([*working, *servers, *ends], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for server, _door in listening:
            server.should_exit = True
        for task in (*working, *ends):
            task.cancel()
        await asyncio.gather(*servers, *working, *ends, return_exceptions=True)


async def once(known: asyncio.Event, round_: Coroutine[Any, Any, None]) -> None:
    """Runs a round as soon as the keys are known to fit the store."""
    try:
        await known.wait()
    except asyncio.CancelledError:
        round_.close()  # it never began
        raise
    await round_


async def _orphaned(parent: int) -> None:
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        if os.getppid() != parent:
            return
