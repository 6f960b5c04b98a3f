"""Presidio beside Lev: starts it, hands it the texts, takes what it found. Texts in, pieces out, or why there are none.

Never fails the run when Presidio is not installed: the table says so.
"""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.privacy.redact.spans import Kind, Span

PYTHON = Path(".venv-peers/bin/python")
_KINDS = {
    "PERSON": Kind.NAME, "LOCATION": Kind.PLACE, "ORGANIZATION": Kind.SCHOOL, "PHONE_NUMBER": Kind.PHONE,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "URL": Kind.URL, "UK_NHS": Kind.NHS, "UK_POSTCODE": Kind.POSTCODE, "DATE_TIME": Kind.BIRTH,
}  # fmt: skip
_SECONDS = 300


def stock(texts: Sequence[str]) -> list[tuple[Span, ...]] | None:
    """What Presidio finds; nothing when its environment is not there or it could not run."""
    if not PYTHON.exists():
        return None
    try:
        ran = subprocess.run(
            [PYTHON, "bench/redact/stock.py"],
            input=json.dumps(list(texts)),
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return [tuple(Span(start, end, _KINDS.get(kind, Kind.NUMBER)) for start, end, kind in one) for one in json.loads(ran.stdout)]
