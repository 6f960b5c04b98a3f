"""The page's own forms over ASGI: what is taken, what is refused in words, and what never happens to a talk."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.content.papers import load_papers
from bot.content.words import Words
from bot.model.delivery import Receipt
from bot.model.message import Channel, Entry, Inbound, Speaker, Took
from channels.base import Doors
from channels.web_chat import WebChat

HANDLE = "A" * 42 + "w"
FORM = {"handle": HANDLE, "id": "abcd1234", "text": "hello"}
BAD = '"><script>alert(1)</script> {{ 7*7 }}'


class Hall:
    """Takes texts in and gives back what was said, then waits as the real feed does, or breaks."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.hidden: list[str] = []
        self.breaks = self.slow = self.repeats = False

    async def take_in(self, inbound: Inbound) -> Took:
        self.taken.append(inbound)
        return Took.REPEATED if self.repeats else Took.STORED

    async def receipt(self, channel: Channel, receipt: Receipt) -> None:
        raise AssertionError("the web has no receipts")

    async def hide(self, channel: Channel, address: str) -> None:
        if self.breaks:
            raise ConnectionError("CANARY")
        self.hidden.append(address)

    async def follow(self, channel: Channel, address: str, after: str) -> AsyncIterator[Entry]:
        if self.breaks:
            raise ConnectionError("CANARY")
        for said in [] if self.slow else self.taken:
            yield Entry(datetime.now(UTC), Speaker.YOUNG_PERSON, said.text, said.message_id, id="1-0")
            yield Entry(
                datetime.now(UTC), Speaker.WORKER, f"You said {said.text}", "o1", name=BAD, choices=(BAD,), id="2-0", menu="pl"
            )


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
async def web(hall: Hall) -> AsyncIterator[httpx.AsyncClient]:
    words, papers = Words.load(Path("data/words")), load_papers(Path("data/pages"))
    app = Starlette(routes=list(WebChat(Doors(hall.take_in, hall.receipt, hall.follow, words, papers, hall.hide)).routes()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chat.test") as asking:
        yield asking


async def test_what_was_written_is_text_and_nothing_else(web: httpx.AsyncClient, hall: Hall) -> None:
    page = (await web.post("/chat", data=FORM | {"text": BAD})).text
    assert hall.taken[0].text == BAD
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page, "no template either"
    assert page.count("&lt;script&gt;alert(1)") >= 4, "their text, the answer, the worker's name, the button"
    assert re.search(r'<button name="choice" value="[^"]*" lang="pl">', page)


async def test_a_page_with_a_talk_is_not_packed(web: httpx.AsyncClient) -> None:
    asks = {"Accept-Encoding": "gzip"}
    assert (await web.get("/chat", headers=asks)).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in (await web.post("/chat", data=FORM, headers=asks)).headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_form_from_elsewhere_says_nothing(web: httpx.AsyncClient, hall: Hall, site: str) -> None:
    answer = await web.post("/chat", data=FORM, headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, hall.taken) == (403, [])
    assert "Please write it here." in answer.text


async def test_a_form_that_is_too_long_is_refused_in_words(web: httpx.AsyncClient, hall: Hall) -> None:
    answer = await web.post("/chat", data=FORM | {"text": "a" * 70_000})
    assert (answer.status_code, hall.taken) == (413, [])
    assert "smaller parts" in answer.text
    many = "&".join(f"a{number}=1" for number in range(50))
    assert (await web.post("/chat", content=many)).status_code == 400


@pytest.mark.parametrize("handle", ["", "short", "A" * 44, BAD])
async def test_words_without_a_handle_are_kept_under_a_new_one(web: httpx.AsyncClient, hall: Hall, handle: str) -> None:
    answer = await web.post("/chat", data=FORM | {"handle": handle})
    assert answer.status_code == 200
    assert hall.taken[0].text == "hello"
    assert len(hall.taken[0].address) == 43
    assert hall.taken[0].address in answer.text


async def test_a_feed_that_breaks_loses_no_text_and_says_so(web: httpx.AsyncClient, hall: Hall) -> None:
    hall.breaks = True
    answer = await web.post("/chat", data=FORM)
    assert [said.text for said in hall.taken] == ["hello"]
    assert "could not load the talk" in answer.text
    assert "CANARY" not in answer.text


async def test_a_text_whose_turn_is_still_to_come_is_on_the_page(web: httpx.AsyncClient, hall: Hall) -> None:
    hall.slow = True
    page = (await web.post("/chat", data=FORM)).text
    assert '<p class="words">hello</p>' in page
    assert "We have your message." in page
    hall.slow = False
    assert (await web.post("/chat", data=FORM | {"look": "1", "text": ""})).text.count('<p class="words">hello</p>') == 1


async def test_a_text_sent_again_is_not_put_on_a_page_that_does_not_show_it(web: httpx.AsyncClient, hall: Hall) -> None:
    hall.slow = hall.repeats = True
    assert "hello" not in (await web.post("/chat", data=FORM)).text, "the talk may be hidden"


@pytest.mark.parametrize("breaks", [False, True], ids=["as ever", "the store is away"])
async def test_quick_exit_always_gets_away(web: httpx.AsyncClient, hall: Hall, breaks: bool) -> None:
    hall.breaks = breaks
    answer = await web.post("/chat/leave", data={"handle": HANDLE})
    assert answer.status_code == 200
    assert 'http-equiv="refresh" content="0;url=https://www.bbc.co.uk/weather"' in answer.text
    assert answer.headers["clear-site-data"] == '"cache"'
    assert hall.hidden == ([] if breaks else [HANDLE])


async def test_every_page_of_ours_is_shielded_and_sets_no_cookie(web: httpx.AsyncClient) -> None:
    for method, path in (("POST", "/chat"), ("POST", "/chat/leave"), ("POST", "/chat/hide"), ("GET", "/chat/hidden"),
                         ("GET", "/privacy"), ("GET", "/private")):  # fmt: skip
        answer = await web.request(method, path, data=FORM if method == "POST" else None)
        assert answer.status_code in (200, 303), path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
        assert HANDLE not in str(answer.url) + answer.headers.get("location", "")
