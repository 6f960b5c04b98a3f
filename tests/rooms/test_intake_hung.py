"""The way in while the store hangs: it takes connections and never answers, as a starved or cut-off machine does."""

import asyncio
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

from bot.intake import Intake
from bot.launch.valkey import EmbeddedValkey
from bot.model.message import Channel, Inbound, Took
from bot.privacy.pseudonym import Pseudonyms
from bot.store.open import open_store
from bot.store.spool import Spool

TWILIO_WAITS = 15  # seconds; then the webhook has failed and the text is Twilio's to lose
PEOPLE = 12


async def test_many_texts_are_taken_in_time_and_all_come_back(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / "valkey", tmp_path / "valkey.log") as valkey:
        store = open_store(valkey.url, bytes(32))
        intake = Intake(store, Spool(tmp_path / "spool", store.codec), Pseudonyms(bytes(32)))
        assert valkey._child
        os.kill(valkey._child.pid, signal.SIGSTOP)
        try:
            for number in range(2):
                async with asyncio.timeout(TWILIO_WAITS):
                    texts = (Inbound(Channel.SMS, f"SM{one}.{number}", f"+4477009{one:05}", "x", _now()) for one in range(PEOPLE))
                    took = await asyncio.gather(*(intake.take_in(text) for text in texts))
                assert took == [Took.SPOOLED] * PEOPLE
        finally:
            os.kill(valkey._child.pid, signal.SIGCONT)
        replay = asyncio.create_task(intake.run())
        while (await store.reads.waiting_work())["inbound"] < 2 * PEOPLE:
            await asyncio.sleep(0.05)
        replay.cancel()
        await store.close()


def _now() -> datetime:
    return datetime.now(UTC)
