"""Applies a list of writes if nothing has moved since they were decided. Writes and what they rest on in, a verdict out.

Never knows what is written: the list is made in Python, where it is typed and tested; this only makes it all or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal, cast

from redis.asyncio import Redis
from redis.commands.core import CoreCommands
from redis.event import EventDispatcher
from redis.typing import EncodableT

_APPLY = """
local at = 8
for n, stream in ipairs({KEYS[1], KEYS[2]}) do
  local entry = ARGV[n]
  if entry ~= '' and #redis.call('XRANGE', stream, entry, entry) == 0 then return 'done' end
end
if ARGV[3] ~= '' and (redis.call('HGET', KEYS[3], 'version') or '0') ~= ARGV[3] then return 'conflict' end
if ARGV[5] ~= '-' and ARGV[5] ~= string.sub(redis.call('HGET', KEYS[3], 'key') or '', 1, 8) then return 'key' end
if ARGV[4] ~= '-' and ARGV[4] ~= (redis.call('GET', KEYS[4]) or '') then return 'head' end
for n = 1, tonumber(ARGV[6]) do
  if (redis.call('HGET', KEYS[5], ARGV[at]) or '') ~= ARGV[at + 1] then return 'moved' end
  at = at + 2
end
for n = 1, tonumber(ARGV[7]) do
  local words = tonumber(ARGV[at])
  redis.call(unpack(ARGV, at + 1, at + words))
  at = at + words + 1
end
return 'stored'
"""


class Verdict(Enum):
    """What became of the writes: all `STORED`, or none of them and why not."""

    STORED = b"stored"
    DONE = b"done"
    CONFLICT = b"conflict"
    HEAD = b"head"
    MOVED = b"moved"
    KEY = b"key"


@dataclass(frozen=True, slots=True)
class Rests:
    """What the writes rest on.

    `keys` are the streams of inbound and outbound work, the conversation, the audit head and the deliveries.
    `inbound` and `outbound` are work entries that must still be there ("" for none); `version` is the conversation's,
    `None` when it does not matter; `head` the audit head, `None` when nothing is chained to it; `fields` what the
    deliveries held, by name (b"" for nothing). `person_key` is the id of the key the conversation holds (b"" for none yet).
    """

    keys: Sequence[str]
    inbound: str
    outbound: str
    version: int | None
    head: bytes | None
    fields: Sequence[tuple[str, bytes]]
    person_key: bytes | None = None


class Writes(CoreCommands):
    """Takes the package's own commands (`xadd`, `hset`...) and keeps them in order instead of sending them."""

    _is_async_client: Literal[False] = False
    _event_dispatcher = EventDispatcher()

    def __init__(self) -> None:
        self.commands: list[tuple[EncodableT, ...]] = []

    def execute_command(self, *words: EncodableT, **_: object) -> None:
        """Notes one command."""
        self.commands.append(words)


async def apply(redis: Redis, rests: Rests, writes: Writes) -> Verdict:
    """Runs the commands gathered in `writes` as one script. Raises Redis' errors."""
    version = "" if rests.version is None else str(rests.version)
    head = b"-" if rests.head is None else rests.head
    held = b"-" if rests.person_key is None else rests.person_key
    words: list[EncodableT] = [rests.inbound, rests.outbound, version, head, held, len(rests.fields), len(writes.commands)]
    for field in rests.fields:
        words.extend(field)
    for command in writes.commands:
        words.append(len(command))
        words.extend(command)
    # Every key is named: while a cluster moves a slot, a script that came upon one which is not there would end half done.
    keys = list(dict.fromkeys([*rests.keys, *(cast(str, command[1]) for command in writes.commands)]))
    return Verdict(await redis.eval(_APPLY, len(keys), *keys, *words))
