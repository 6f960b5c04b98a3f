"""The audit as a file to give to somebody. Lines in, CSV or JSON out.

Never lets a cell be read as a formula, and never holds a young person's words, name or number: the lines hold none.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from bot.cell import plain_cell
from bot.store.audit_reads import Found

COLUMNS = ("at", "who", "name", "did", "contact", "case", "detail", "lane", "hash")


def as_csv(lines: Sequence[Found], names: Mapping[str, str]) -> str:
    """One row a line, with its columns named; UTC."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        detail = "; ".join(f"{name}={value}" for name, value in line.detail)
        cells = (line.at.isoformat(), line.who, names.get(line.who, ""), line.did, line.contact, line.case_id, detail)
        writer.writerow([plain_cell(cell) for cell in (*cells, str(line.lane), line.hash)])
    return out.getvalue()


def as_json(lines: Sequence[Found], names: Mapping[str, str]) -> str:
    """A list of objects with the same names."""
    rows = [
        {
            "at": line.at.isoformat(),
            "who": line.who,
            "name": names.get(line.who, ""),
            "did": line.did,
            "contact": line.contact,
            "case": line.case_id,
            "detail": dict(line.detail),
            "lane": line.lane,
            "hash": line.hash,
        }
        for line in lines
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
