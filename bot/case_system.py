"""The case system's door. One referral pack in, signed and posted; what was answered out.

Never follows a redirect, never reads a long answer, and never writes the pack or the address anywhere.
"""

import asyncio
import hashlib
import hmac
import json
import re
from datetime import datetime

import httpx

from bot.model.parcel import Answer, Parcel
from bot.setting_checks_hook import Hook

LIMIT_SECONDS = 20.0  # for the whole of a try: longer and it is tried again
_CONNECT_SECONDS = 5.0
_MOST_ANSWER = 16 * 1024  # bytes of an answer: a reference is short
_REFERENCE = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
"""What is kept as a reference: it must hold a digit and no space, for it stands in the audit, where no name may."""


def signature(secret: str, at: int, parcel_id: str, body: bytes) -> str:
    """`t=SECONDS,v1=HEX`: HMAC-SHA256 over the time (seconds since 1970), the id and the body, with dots between."""
    signed = f"{at}.{parcel_id}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


class CaseSystem:
    """Posts packs. Its connections belong to the running loop."""

    def __init__(self, hook: Hook, seconds: float = LIMIT_SECONDS) -> None:
        self._hook, self._seconds = hook, seconds
        self._web = httpx.AsyncClient(timeout=httpx.Timeout(seconds, connect=_CONNECT_SECONDS), follow_redirects=False)

    async def post(self, parcel: Parcel, now: datetime) -> Answer:
        """One try; `Answer(0)` when no whole answer came in time."""
        body = parcel.body.encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Lev",
            "Lev-Id": parcel.id,
            "Lev-Signature": signature(self._hook.secret, int(now.timestamp()), parcel.id, body),
        }
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._web.stream("POST", self._hook.url, content=body, headers=headers) as said,
            ):
                taken = said.is_success
                return Answer(said.status_code, await _reference(said) if taken else "", _asked_to_wait(said))
        except (httpx.HTTPError, httpx.StreamError, TimeoutError, OSError):
            return Answer(0)

    async def close(self) -> None:
        """Closes the connections."""
        await self._web.aclose()


async def _reference(said: httpx.Response) -> str:
    """What their system calls it; nothing when the answer names none. The status has taken it already, whatever follows."""
    read = b""
    try:
        async for piece in said.aiter_bytes():
            read += piece
            if len(read) > _MOST_ANSWER:
                return ""
        told = json.loads(read)
    except (httpx.HTTPError, httpx.StreamError, ValueError, RecursionError):
        return ""
    found = told.get("reference") if isinstance(told, dict) else None
    return found if isinstance(found, str) and _REFERENCE.fullmatch(found) else ""


def _asked_to_wait(said: httpx.Response) -> float:
    asked = said.headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0.0
