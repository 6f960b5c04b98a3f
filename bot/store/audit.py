"""How audit lines are tied to one another. A line in, its bytes and its hash out.

Never holds a word, a number or a name: codes and pseudonyms only.
"""

import hashlib
import json

from bot.model.changes import AuditLine
from bot.store.atomic import Writes
from bot.store.keys import Lane


def audit_body(line: AuditLine) -> bytes:
    """One audit line as canonical JSON: readable without a key, since it holds codes and pseudonyms only."""
    body = {"at": line.at.isoformat(), "who": line.who, "did": line.did, "contact": line.contact, "case": line.case_id}
    return json.dumps({**body, **dict(line.detail)}, sort_keys=True, separators=(",", ":")).encode()


def chained(head: bytes, body: bytes) -> bytes:
    """The hash that ties a line to all before it: SHA-256 in hexadecimal over the last hash and the line."""
    return hashlib.sha256(head + b"\n" + body).hexdigest().encode()


def write_audit(pipe: Writes, lane: Lane, lines: tuple[AuditLine, ...], head: bytes) -> bytes:
    """Adds lines to the chain; the head it has then."""
    for line in lines:
        body = audit_body(line)
        head = chained(head, body)
        pipe.xadd(lane.of("audit"), {"body": body, "hash": head})
    if lines:
        pipe.set(lane.of("audit_head"), head)
    return head
