"""`python -m bot chat`: talk to the running Lev in a terminal. Lines typed in, lines said out, through the web chat's own door.

Never takes a shorter way than a young person's text would: what works here works for them.
"""

import asyncio
import json
import secrets
import sys
from collections.abc import AsyncIterator

import httpx

_SPEAKERS = {"lev": "Lev", "worker": "Worker", "young_person": "You"}


async def chat(address: str) -> int:
    """Talks until the input ends or says `/quit`. `address` is Lev's, such as `http://127.0.0.1:8080`. Returns an exit code."""
    token = secrets.token_urlsafe(32)
    async with httpx.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=10) as web:
        try:
            (await web.get("/chat")).raise_for_status()
        except httpx.HTTPError:
            print(f"Lev does not answer at {address}. Start it with: make run", file=sys.stderr)
            return 1
        print("You are talking to Lev. End with /quit.")
        listening = asyncio.create_task(_listen(web))
        try:
            await _talk(web)
            await asyncio.sleep(1.5)  # for the answer to the last line
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
    return 0


async def _talk(web: httpx.AsyncClient) -> None:
    while True:
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line or line.strip() == "/quit":
            return
        if line.strip():
            await _say(web, line.rstrip("\n"))


async def _say(web: httpx.AsyncClient, text: str) -> None:
    try:
        answer = await web.post("/chat/say", json={"id": secrets.token_urlsafe(12), "text": text})
        body = answer.json()
    except (httpx.HTTPError, json.JSONDecodeError):
        print("  (not sent: Lev does not answer)")
        return
    for key in ("error", "say"):
        if key in body:
            print(f"  ({body[key]})")


async def _listen(web: httpx.AsyncClient) -> None:
    after = ""
    while True:
        try:
            async with web.stream("GET", "/chat/feed", headers={"Last-Event-ID": after}, timeout=60) as feed:
                async for entry, line in _events(feed):
                    after = entry or after
                    if line["speaker"] != "young_person":
                        name = line.get("name") or _SPEAKERS[line["speaker"]]
                        choices = f"  [{' / '.join(line['choices'])}]" if line.get("choices") else ""
                        print(f"{name}: {line['text']}{choices}", flush=True)
        except httpx.HTTPError:
            pass
        await asyncio.sleep(1)


async def _events(feed: httpx.Response) -> AsyncIterator[tuple[str, dict[str, str]]]:
    entry = data = ""
    async for raw in feed.aiter_lines():
        if raw.startswith("id:"):
            entry = raw[3:].strip()
        elif raw.startswith("data:"):
            data += raw[5:].strip()
        elif not raw and data:
            yield entry, json.loads(data)
            data = ""
