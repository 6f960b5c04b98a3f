"""The chat for a browser that runs no scripts: a form in, the same page with the talk on it out.

Never puts the talk's handle or a word of it into an address, and never lets a text go because the answer was slow.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.log import failure
from bot.model.message import Channel, Entry, Inbound, Speaker, Took
from channels.base import Doors
from channels.web_page.files import PageFiles, Shown, new_handle
from channels.web_page.plain_form import Form, form_in
from channels.web_page.shield import Wrong

_ANSWER_SECONDS = 3.0  # Lev mostly answers sooner; with a worker, or on a slow day, the page shows their own text without one
_FIRST_SECONDS = 1.0  # for the first line of a talk that is only looked at
_QUIET_SECONDS = 0.3  # after a line, another of the same answer follows at once or not at all
_EMPTY = "You have not written anything yet."
_KEPT = "We have your message. Please press \u201cSee new messages\u201d in a moment."
_NO_LINES = "We could not load the talk just now. Please press \u201cSee new messages\u201d in a minute."


class PlainChat:
    """Answers the page's own forms."""

    def __init__(self, doors: Doors, files: PageFiles, crisis: str, kept_nowhere: str) -> None:
        self._doors, self._files = doors, files
        self._crisis, self._kept_nowhere = crisis, kept_nowhere

    async def said(self, request: Request) -> Response:
        """Takes a text in, waits a little for the answer, and shows the talk."""
        try:
            form = await form_in(request)
        except Wrong as wrong:
            return self._page(Shown(new_handle(), notice=wrong.sentence), wrong.status)
        lines: list[Entry] = []
        if form.look or not form.text.strip():
            notice = "" if form.look else _EMPTY
            return await self._talk(form, notice, "", 200)
        own = Inbound(Channel.WEB, form.message_id, form.handle, form.text, datetime.now(UTC))
        try:
            took = await self._doors.take_in(own)
        except OSError:
            return await self._talk(form, self._kept_nowhere, form.text, 503)
        if took is Took.SPOOLED:
            lines = [_line(own.received_at, Speaker.YOUNG_PERSON, form.text), _line(own.received_at, Speaker.LEV, self._crisis)]
            return self._page(Shown(form.handle, lines, typed=form.typed))
        return await self._talk(form, "", form.typed, 200, own if took is Took.STORED else None)

    async def hide(self, request: Request) -> Response:
        """Keeps this talk from ever being shown again."""
        await self._hidden(request)
        return RedirectResponse("/chat/hidden", 303)

    async def leave(self, request: Request) -> Response:
        """Quick exit without scripts: the talk is hidden, and an empty page goes on to the weather at once."""
        await self._hidden(request)
        # Asks the browser to drop a page it may have frozen for its back button: without scripts the page cannot blank itself.
        return HTMLResponse(self._files.left, headers={"Clear-Site-Data": '"cache"'})

    async def _hidden(self, request: Request) -> None:
        """Whatever goes wrong, they must get away: then the talk is only as safe as the browser's own back button."""
        try:
            await self._doors.hide(Channel.WEB, (await form_in(request)).handle)
        except Exception as error:  # the exit's outermost catch
            failure(__name__, error)

    async def _talk(self, form: Form, notice: str, typed: str, status: int, own: Inbound | None = None) -> Response:
        try:
            if own:
                async for _ in self._lines(form.handle, own.message_id):
                    pass
            # Read afresh: the answer may have been that what was there is deleted.
            lines = [line async for line in self._lines(form.handle, "")]
            if own and not any(line.message_id == own.message_id or line.at >= own.received_at for line in lines):
                lines.append(_line(own.received_at, Speaker.YOUNG_PERSON, own.text))  # kept, and its turn is still to come
                notice = _KEPT
        except Exception as error:  # the feed's outermost catch: what they wrote is safe, and the page must say what it can
            failure(__name__, error)
            return self._page(Shown(form.handle, notice=notice or _NO_LINES, typed=typed), status)
        return self._page(Shown(form.handle, lines, notice, typed), status)

    async def _lines(self, handle: str, waits_for: str) -> AsyncIterator[Entry]:
        """The lines so far; when it waits for a text of theirs, up to the first of its answer, if that comes in time."""
        feed = self._doors.follow(Channel.WEB, handle, "")
        loop = asyncio.get_running_loop()
        ends, quiet = loop.time() + _ANSWER_SECONDS, None if waits_for else _FIRST_SECONDS
        seen = False
        try:
            while (left := ends - loop.time()) > 0:
                following = asyncio.ensure_future(anext(feed, None))
                done, _ = await asyncio.wait({following}, timeout=min(left, quiet or left))
                if not done or (line := following.result()) is None:
                    following.cancel()
                    await asyncio.gather(following, return_exceptions=True)
                    break
                if isinstance(line, Speaker):
                    continue  # that a worker is writing: this page could not take it away again
                seen = seen or (waits_for != "" and line.message_id == waits_for)
                quiet = None if waits_for else _QUIET_SECONDS
                yield line
                if seen and line.speaker is not Speaker.YOUNG_PERSON:
                    break
        finally:
            if close := getattr(feed, "aclose", None):
                await close()

    def _page(self, shown: Shown, status: int = 200) -> Response:
        return HTMLResponse(self._files.chat(shown), status)


def _line(at: datetime, speaker: Speaker, text: str) -> Entry:
    return Entry(at, speaker, text, "")
