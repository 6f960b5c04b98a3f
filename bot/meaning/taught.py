"""What was taught beside the encoder's last steps, and which way a disclosure leans there. `Gathered` in, evidence out.

Never decides: `bot.meaning.risk` says how sure so much evidence makes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.meaning.last_steps import SIZES, Beside, Floats, Gathered, LastSteps


@dataclass(frozen=True, slots=True)
class Taught:
    """One or more, taught from different beginnings; `lean` (each, 512, 2) and `at` (each, 2): evidence for any risk, and high."""

    beside: Beside
    lean: Floats
    at: Floats

    def read(self, gathered: Gathered, last: LastSteps) -> tuple[Floats, Floats]:
        """For each text its vector as the encoder has it; and how much speaks for any risk, and for a high one (0: neither way)."""
        rows = last.each(gathered, self.beside)
        return rows[0], np.asarray((rows[1:] @ self.lean + self.at[:, None]).mean(axis=0), np.float32)

    @classmethod
    def together(cls, several: Sequence["Taught"]) -> "Taught":
        """Their evidence is its mean."""
        pairs = {
            name: (
                np.concatenate([one.beside.pairs[name][0] for one in several]),
                np.concatenate([one.beside.pairs[name][1] for one in several]),
            )
            for name in SIZES
        }
        shift, lean, at = (
            np.concatenate(tables) for tables in zip(*((one.beside.shift, one.lean, one.at) for one in several), strict=True)
        )
        return cls(Beside(pairs, shift), lean, at)

    def tables(self) -> dict[str, Floats]:
        """As they are kept: half precision tells the same to two places."""
        pairs = {
            f"taught_{name}_{end}": table
            for name, pair in self.beside.pairs.items()
            for end, table in zip(("down", "up"), pair, strict=True)
        }
        rest = {"taught_shift": self.beside.shift, "taught_lean": self.lean, "taught_at": self.at}
        return {name: table.astype(np.float16) for name, table in {**pairs, **rest}.items()}

    @classmethod
    def of_tables(cls, tables: Mapping[str, Floats]) -> "Taught":
        """Raises `KeyError` for tables that are not ours."""

        def wide(name: str) -> Floats:
            return tables[f"taught_{name}"].astype(np.float32)

        pairs = {name: (wide(f"{name}_down"), wide(f"{name}_up")) for name in SIZES}
        return cls(Beside(pairs, wide("shift")), wide("lean"), wide("at"))
