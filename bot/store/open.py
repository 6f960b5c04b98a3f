"""Opens the store. An address and a key in, the rooms of the store out.

Never starts a server; never keeps trying in silence: an unreachable store is an error at the first use.
"""

from dataclasses import dataclass

from redis.asyncio import BlockingConnectionPool, ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from bot.privacy.seal import Seal
from bot.store.bell import Bell
from bot.store.cluster import Cluster
from bot.store.codec import Codec
from bot.store.commit import Committer
from bot.store.drills import Drills
from bot.store.figures import Figures
from bot.store.held import HeldTexts
from bot.store.keyring import Keyring
from bot.store.lanes import Lanes
from bot.store.leading import LeadingStore
from bot.store.listening import Listening
from bot.store.pace import Slots
from bot.store.parcels import Parcels
from bot.store.practice import PracticeRoom
from bot.store.presence import Present
from bot.store.reads import Reads
from bot.store.rota import Rota
from bot.store.subject import Subject
from bot.store.unsent import Unsent
from bot.store.writing import Writing

_ANSWER_SECONDS = 3.0  # a webhook must fall back to the spool well inside Twilio's 15 seconds
_PATIENT_SECONDS = 15.0  # longer than any blocking read of ours


@dataclass(frozen=True, slots=True)
class Store:
    """The store's rooms. `commit` writes; `lanes` carry work; `reads` and `listening` read; `bell` rings; `slots` say
    when our number may send; `drills` how they went; `subject` all there is of a contact; `present` who is on;
    `figures` what was counted and published; `leading` what leads keep; `rota` who is on call; `practice` the practice
    talks; `writing` tells who is writing; `unsent` keeps what workers write until it is sent;
    `held` what waits for a safe time; `parcels` the referral packs that wait for the case system.

    `redis` is for `bot.store` only.
    """

    redis: Redis
    patient: Redis
    codec: Codec
    commit: Committer
    lanes: Lanes
    reads: Reads
    listening: Listening
    bell: Bell
    slots: Slots
    drills: Drills
    subject: Subject
    present: Present
    figures: Figures
    leading: LeadingStore
    rota: Rota
    practice: PracticeRoom
    writing: Writing
    unsent: Unsent
    held: HeldTexts
    parcels: Parcels

    async def alive(self) -> bool:
        """Whether the store (on a cluster: every node) answers and takes writes. Raises Redis' error when it does not."""
        return bool(await self.redis.ping())

    async def close(self) -> None:
        """Closes all connections."""
        await self.redis.aclose()
        await self.patient.aclose()


def open_store(url: str, key: bytes, at_once: int | None = None, also: tuple[bytes, ...] = ()) -> Store:
    """The store at an address of `REDIS_URL`'s kinds, sealed with a key of 32 bytes; `also` open. Connects at first use.

    With `at_once` no more commands than that are under way (to each server of a cluster); the others wait their turn.
    """
    redis = _client(url, _ANSWER_SECONDS, at_once)
    patient = _client(url, _PATIENT_SECONDS)
    codec = Codec(Seal(key, *also))
    ring = Keyring(redis, codec)
    return Store(
        redis,
        patient,
        codec,
        Committer(redis, codec, ring),
        Lanes(redis, patient, codec, ring),
        Reads(redis, codec, ring),
        Listening(redis, codec),
        Bell(patient),
        Slots(redis),
        Drills(redis),
        Subject(patient, codec),
        Present(redis, codec),
        Figures(redis),
        LeadingStore(redis, codec),
        Rota(redis, codec),
        PracticeRoom(redis, codec),
        Writing(redis),
        Unsent(redis, codec, ring),
        HeldTexts(redis, codec),
        Parcels(redis, codec, ring),
    )


def _client(url: str, seconds: float, at_once: int | None = None) -> Redis:
    def pool(address: str) -> ConnectionPool:
        kind, most = (BlockingConnectionPool, {"max_connections": at_once, "timeout": None}) if at_once else (ConnectionPool, {})
        # No hidden retries: whether a write may be repeated is for its caller to know.
        retry = Retry(NoBackoff(), 0)
        return kind.from_url(address, protocol=2, socket_timeout=seconds, socket_connect_timeout=2.0, retry=retry, **most)

    scheme, cluster, rest = url.partition("+cluster://")
    return Cluster(f"{scheme}://{rest}", pool) if cluster else Redis.from_pool(pool(url))
