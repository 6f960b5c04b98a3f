"""What one run of chaos is to be. The environment and the command line in, one frozen plan out.

Never leaves a run without a bound: messages and seconds are both limited.
"""

import argparse
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_MESSAGES = 200_000
_A_PERSON = 25  # texts each: long enough for a burst, a case and a goodbye


@dataclass(frozen=True, slots=True)
class Plan:
    """`seconds` bounds the sending; emptying the streams afterwards has `drain_seconds`. `every` is the pause between two kills."""

    messages: int
    seconds: float
    seed: int
    processes: int = 1
    rasa: bool = False
    cluster: bool = False
    workers: int = 3
    at_once: int = 24
    every: tuple[float, float] = (4.0, 12.0)
    drain_seconds: float = 240.0

    @property
    def people(self) -> int:
        """How many young people send them."""
        return max(8, self.messages // _A_PERSON)


def planned(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> Plan:
    """The plan. Exits with a sentence when it cannot be one."""
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description="Kill everything, lose nothing.")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1, help="how many Levs share the store")
    parser.add_argument("--rasa", action=argparse.BooleanOptionalAction, help="with a real Rasa (default: if there is one)")
    parser.add_argument("--cluster", action="store_true", help="a store of three masters instead of one")
    parser.add_argument("--calm", action="store_true", help="kill nothing: what is then wrong is not the killing's fault")
    chosen = parser.parse_args(words)
    messages = _number(parser, environment, "CHAOS_MESSAGES", 10_000, most=MOST_MESSAGES)
    seconds = _number(parser, environment, "CHAOS_SECONDS", 1_200, most=24 * 3_600)
    seed = _number(parser, environment, "CHAOS_SEED", secrets.randbelow(1_000_000), most=2**63)
    every = (float("inf"),) * 2 if chosen.calm else (4.0, 12.0)
    return Plan(messages, seconds, seed, chosen.processes, with_rasa(chosen.rasa), chosen.cluster, every=every)


def with_rasa(wanted: bool | None) -> bool:
    """Whether a real Rasa runs beside: as wanted, else when its environment is there, so that it can be trained."""
    from bot.launch.rasa import rasa_missing

    return not rasa_missing() if wanted is None else wanted


def _number(parser: argparse.ArgumentParser, environment: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    given = environment.get(name, "").strip()
    if given and not (given.isascii() and given.isdecimal() and 0 <= int(given) <= most):
        parser.error(f"{name} is a whole number up to {most}")
    return int(given) if given else default
