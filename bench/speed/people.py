"""A young person on the chat page and a worker at the desk, for measurements. A running Lev in, what they do and hear out.

Never works with more than the pages themselves use.
"""

import asyncio
import json
import re
import secrets

import aiohttp

from bench.second_factor import code, secret_on
from bench.speed.feed import Feed
from bench.speed.house import PUBLIC_URL, Running

HEARD_SECONDS = 30.0


class Young:
    """One on the chat page. `hears` is the next line of somebody else's, at once when it has come already; `replied` waits for the
    first that stands under their own last text, however many lines the answer before had.
    """

    def __init__(self, lev: Running, web: aiohttp.ClientSession) -> None:
        self.token, self._lev, self._web = secrets.token_urlsafe(32), lev, web
        self._headers = {"Authorization": f"Bearer {self.token}"}
        self._lines: asyncio.Queue[tuple[str, str]] = asyncio.Queue()  # under which text of theirs, and what was said
        self._last = ""
        self._task: asyncio.Task[None] | None = None

    async def come(self) -> None:
        """Opens the page's feed."""
        self._feed = await Feed.opened(self._lev.port, "/chat/feed", self._headers)
        self._task = asyncio.create_task(self._listen())

    async def say(self, text: str) -> int:
        """The status of the answer."""
        self._last = secrets.token_urlsafe(12)
        body = json.dumps({"id": self._last, "text": text})
        headers = self._headers | {"Content-Type": "application/json"}
        async with self._web.post("/chat/say", data=body, headers=headers) as answer:
            return answer.status

    async def hears(self) -> str:
        """Raises `TimeoutError` when nothing is said."""
        async with asyncio.timeout(HEARD_SECONDS):
            return (await self._lines.get())[1]

    async def replied(self) -> str:
        """Raises `TimeoutError` when nothing is said to what they said last."""
        async with asyncio.timeout(HEARD_SECONDS):
            while True:
                under, text = await self._lines.get()
                if under == self._last:
                    return text

    async def hears_no_more(self, quiet: float = 0.5) -> None:
        """Passes over what still comes."""
        while True:
            try:
                async with asyncio.timeout(quiet):
                    await self._lines.get()
            except TimeoutError:
                return

    def go(self) -> None:
        """Closes the page."""
        if self._task:
            self._task.cancel()
            self._feed.close()

    async def _listen(self) -> None:
        under = ""
        async for heard in self._feed:
            said = json.loads(heard.data) if heard.event == "line" else {}
            if said.get("speaker") == "young_person":
                under = said["message_id"]
            elif said:
                self._lines.put_nowait((under, said["text"]))


class DeskHand:
    """A lead with an account of their own. `headers` carry the sign-in."""

    def __init__(self, lev: Running, web: aiohttp.ClientSession) -> None:
        self._lev, self._web = lev, web
        self.headers = {"Origin": PUBLIC_URL, "Accept": "application/json"}
        self.csrf = ""

    async def join(self) -> None:
        """Takes the very first link."""
        path = str(self._lev.internal("/first-link").json()["url"]).removeprefix(PUBLIC_URL)
        form = {"login": "bench", "first_name": "Bench", "password": "three random words"}
        await self._posts(path, form)
        await self._set_up()
        self.csrf = _csrf(await self.sees("/desk"))

    async def _set_up(self) -> None:
        """The second factor, which every lead needs."""
        page = await self.sees("/desk/second")
        form = {"csrf": _csrf(page), "code": code(secret_on(page))}
        await self._posts("/desk/second", form)

    async def sees(self, path: str) -> str:
        """A page."""
        async with self._web.get(path, headers=self.headers, allow_redirects=False) as page:
            return await page.text()

    async def cases(self) -> list[str]:
        """The addresses of all cases on the list."""
        return sorted(set(re.findall(r'href="(/desk/case/[^"]+)"', await self.sees("/desk"))))

    async def does(self, case: str, move: str, **form: str) -> int:
        """A move; the status of its answer."""
        return await self._posts(f"{case}/{move}", {"csrf": self.csrf, **form})

    async def says(self, case: str, text: str) -> int:
        """A text to the young person."""
        return await self.does(case, "say", text=text, nonce=secrets.token_urlsafe(12))

    async def _posts(self, path: str, form: dict[str, str]) -> int:
        """The cookie of a sign-in is for https alone, so it is carried by hand."""
        async with self._web.post(path, data=form, headers=self.headers, allow_redirects=False) as answer:
            await answer.read()
            if given := answer.headers.get("set-cookie"):
                self.headers["Cookie"] = given.partition(";")[0]
            return answer.status


def _csrf(page: str) -> str:
    return re.findall(r'name="csrf" value="([^"]+)"', page)[0]
