"""How many signed texts a second are stored for good and acknowledged, against stock Rasa's own Twilio channel.

Never counts an acknowledgement whose text is not in the store.
"""

import time
from pathlib import Path

import redis

from bench.speed.figures import Done, Figures, Row, against, ratio, short
from bench.speed.house import Running, folder, running, until
from bench.speed.load import elsewhere, run_at_rate, run_closed
from bench.speed.options import Options
from bench.speed.peer import model_of, served
from bench.speed.texts import asked, webhooks

AT_ONCE = 64
MOST = 12_000  # texts in one go: Lev answers all of them afterwards, and that must end
_CALM_SECONDS = 180.0


def measure(options: Options) -> Figures:
    """Lev, then the peer, each alone on the machine with the same load."""
    with folder() as room:
        full, half, caught_up = _lev(room, options.seconds)
        peer, bare = _peer(room, options)
    rows = (
        against(f"texts acknowledged a second, {AT_ONCE} at once", full.rate, peer.rate, "a second", "10 times"),
        against("the same against its REST channel, which sends nothing", full.rate, bare.rate, "a second"),
        against("p50", full.at(0.5), peer.at(0.5), "ms"),
        against("p99", full.at(0.99), peer.at(0.99), "ms"),
        Row(
            f"p99 at half of our peak ({short(half.rate)} a second, whatever the answers take)",
            f"{short(half.at(0.99))} ms",
            aim="25 ms",
        ),
        Row("p50 there", f"{short(half.at(0.5))} ms"),
        Row("after the peak: answered a second while catching up", short(caught_up)),
    )
    notes = (
        "Lev answers when the text is on disk (`appendfsync always`), and the answers to the young people follow; meanwhile it"
        " already screens, asks its Rasa and sends. Stock Rasa answers when it has processed the text and handed its reply to"
        " Twilio, and stores nothing (its tracker is in memory) nor looks at the signature. Both are acknowledgements to Twilio.",
        f"The peer is `rasa run` with its own `twilio:` credentials and the {options.acks_peer} pipeline. Stock Rasa cannot be told"
        " another address for Twilio; through `HTTPS_PROXY` it reached a stand-in that takes every text at once. Nothing of it was"
        " changed. It makes a new connection for each text, as it does in earnest.",
        f"Not acknowledged: Lev {full.failed + half.failed}, peer {peer.failed}."
        " Every text that Lev acknowledged was found in its store.",
    )
    raw = {
        "lev": full.raw(),
        "lev_half": half.raw(),
        "peer": peer.raw(),
        "peer_rest": bare.raw(),
        "ratio": ratio(full.rate, peer.rate),
        "caught_up": caught_up,
    }
    return Figures(rows, raw, notes)


def _lev(room: Path, seconds: float) -> tuple[Done, Done, float]:
    with running(room) as lev, elsewhere() as load:
        load.submit(run_closed, lev.port, webhooks(100), 8, seconds).result()
        until(lambda: lev.waiting() == 0, "calm", seconds=_CALM_SECONDS)
        full = load.submit(run_closed, lev.port, webhooks(MOST), AT_ONCE, seconds).result()
        behind, begun = lev.waiting(), time.monotonic()
        until(lambda: lev.waiting() == 0, "calm", seconds=_CALM_SECONDS)
        caught_up = behind / (time.monotonic() - begun)
        half = load.submit(run_at_rate, lev.port, webhooks(MOST), full.rate / 2, seconds).result()
        _all_stored(lev, 100 + full.statuses[200] + half.statuses[200])
    return full, half, caught_up


def _all_stored(lev: Running, acknowledged: int) -> None:
    with redis.Redis.from_url(lev.redis_url) as store:
        stored = sum(1 for _ in store.scan_iter("{lane:*}:seen:*", count=1_000))
    if stored < acknowledged:
        raise SystemExit(f"{acknowledged} texts were acknowledged and {stored} stored: this is a fault, not a figure")


def _peer(room: Path, options: Options) -> tuple[Done, Done]:
    """By its Twilio channel, then by its REST channel: the least that stock can do with a text."""
    path = "/webhooks/twilio/webhook"
    model = options.stock_model if options.acks_peer == "stock" and options.stock_model else model_of(options.acks_peer, room)
    with served(model, room) as port, elsewhere() as load:
        load.submit(run_closed, port, webhooks(50, path=path), 4, options.seconds).result()
        texted = load.submit(run_closed, port, webhooks(MOST, path=path), AT_ONCE, options.seconds).result()
        bare = load.submit(run_closed, port, asked(int(500 * options.seconds)), AT_ONCE, options.seconds).result()
    return texted, bare
