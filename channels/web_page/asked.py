"""Reads what the page asks: its token, the place to resume from, one said text. A request in, checked values out.

Never trusts a length, a type or a form it was told, and never repeats in an error what was sent.
"""

import asyncio
import json
import re

from starlette.requests import ClientDisconnect, Request

from channels.clean import clean_text
from channels.web_page.shield import Wrong

MOST_BYTES = 64 * 1024  # far beyond any text written by hand; a whole pasted chat fits
_DRAINED_BYTES = 16 * MOST_BYTES  # an answer sent while the browser is still sending is lost, so read on for a while
_SECONDS_TO_SEND = 60  # 64 KiB over the slowest mobile connection takes about 30
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)  # 32 random bytes, base64url, no padding
MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
_ENTRY_ID = re.compile(r"[0-9]{1,19}-[0-9]{1,19}", re.ASCII)  # 19 digits always fit into the 64 bits of a stream id


def token_of(request: Request) -> str:
    """The page's token. Raises `Wrong` 401."""
    kind, _, token = request.headers.get("authorization", "").strip().partition(" ")
    if kind.lower() != "bearer" or not TOKEN.fullmatch(token):
        raise Wrong(401, "This chat has lost its place. Please load the page again.")
    return token


def resume_of(request: Request) -> str:
    """The entry id to go on after, "" for the beginning. Raises `Wrong` 400."""
    after = request.headers.get("last-event-id", "") or request.query_params.get("after", "")
    if after and not _ENTRY_ID.fullmatch(after):
        raise Wrong(400, "The chat cannot go on from there. Please load the page again.")
    return after


async def said_in(request: Request) -> tuple[str, str]:
    """The message id and the cleaned text of one said message. Raises `Wrong` 400, 408, 413 or 415."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Wrong(415, "A message has to be sent as JSON.")
    try:
        said = json.loads((await body_in(request)).decode("utf-8"))
    except (ValueError, RecursionError):
        raise Wrong(400, "The message could not be read.") from None
    if not isinstance(said, dict):
        raise Wrong(400, "The message could not be read.")
    name, text = said.get("id"), said.get("text")
    if not isinstance(name, str) or not MESSAGE_ID.fullmatch(name):
        raise Wrong(400, "The message has no usable id.")
    if not isinstance(text, str) or not (cleaned := clean_text(text)).strip():
        raise Wrong(400, "The message is empty.")
    return name, cleaned


async def body_in(request: Request) -> bytes:
    """The whole body, up to `MOST_BYTES`. Raises `Wrong` 400, 408 or 413."""
    kept = bytearray()
    size = 0
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            async for part in request.stream():
                size += len(part)
                if size <= MOST_BYTES:
                    kept += part
                elif size > _DRAINED_BYTES:
                    break
    except TimeoutError:
        raise Wrong(408, "The message took too long to arrive. Please try again.") from None
    except ClientDisconnect:
        raise Wrong(400, "The message did not arrive whole.") from None
    if size > MOST_BYTES:
        raise Wrong(413, "That is too long to send in one go. Please send it in smaller parts.")
    return bytes(kept)
