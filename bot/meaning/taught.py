"""What was taught beside the encoder's last steps, and which way a disclosure leans there. `Gathered` in, evidence out.

Never decides: `bot.meaning.risk` adds it to what nearness says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.meaning.last_steps import SIZES, Floats, Gathered, LastSteps, Pair


@dataclass(frozen=True, slots=True)
class Taught:
    """`beside`: changes by the names of `SIZES`; `shift`: of the base; `lean` (512 by 2), `at`: evidence for any, and high."""

    beside: Mapping[str, Pair]
    shift: Floats
    lean: Floats
    at: Floats

    def evidence(self, gathered: Gathered, last: LastSteps) -> Floats:
        """For each text two numbers: how much speaks for any risk, and for a high one; none speaks either way at 0."""
        return np.asarray(last.taught(self.beside, self.shift)(gathered) @ self.lean + self.at, np.float32)

    def tables(self) -> dict[str, Floats]:
        """As they are kept: half precision tells the same to two places."""
        pairs = {
            f"taught_{name}_{end}": table
            for name, pair in self.beside.items()
            for end, table in zip(("down", "up"), pair, strict=True)
        }
        rest = {"taught_shift": self.shift, "taught_lean": self.lean, "taught_at": self.at}
        return {name: table.astype(np.float16) for name, table in {**pairs, **rest}.items()}

    @classmethod
    def of_tables(cls, tables: Mapping[str, Floats], before: str = "") -> "Taught":
        """`before` begins each of their names. Raises `KeyError` for tables that are not ours."""

        def wide(name: str) -> Floats:
            return tables[f"{before}taught_{name}"].astype(np.float32)

        beside = {name: (wide(f"{name}_down"), wide(f"{name}_up")) for name in SIZES}
        return cls(beside, wide("shift"), wide("lean"), wide("at"))
