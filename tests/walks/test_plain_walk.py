"""The chat without scripts, the whole way: forms only, from the first page to a worker's case, an erasure and a hidden talk."""

import re

import httpx
import pytest

from tests.walks.running import Lev, until

FIELD = re.compile(r'name="(handle|id)"[^>]*value="([^"]+)"')


class Plain:
    """A browser without scripts: it sends the page's own form back, and nothing else."""

    def __init__(self, lev: Lev) -> None:
        self.web = httpx.Client(base_url=lev.url, timeout=20, follow_redirects=True)
        self.page = self.web.get("/chat").text

    def send(self, path: str = "/chat", **fields: str) -> str:
        self.page = self.web.post(path, data=dict(FIELD.findall(self.page)) | fields).text
        return self.page

    def look(self) -> str:
        """Presses the button for new messages."""
        return self.send(look="1")


@pytest.fixture
def plain(calm_lev: Lev) -> Plain:
    return Plain(calm_lev)


def test_a_wish_for_a_person_opens_a_case(plain: Plain) -> None:
    page = plain.send(text="i want to talk to a real person")
    assert "i want to talk to a real person" in page
    until(lambda: 'class="line lev"' in plain.look())
    assert plain.page.count("i want to talk to a real person") == 1
    again = plain.send(text="delete me")
    assert "while our team looks after it" in again
    assert not plain.web.cookies


def test_a_calm_talk_is_deleted_on_a_yes(plain: Plain) -> None:
    plain.send(text="the canary sings")
    assert "Shall I delete it now?" in plain.send(text="delete me")
    page = plain.send(choice="Yes")
    assert "It&#39;s deleted" in page
    assert "the canary sings" not in page


def test_a_hidden_talk_is_not_shown_again_though_the_old_form_is_sent(plain: Plain) -> None:
    old = plain.page
    assert "the canary sings" in plain.send(text="the canary sings")
    assert "Your talk is off this page" in plain.send("/chat/hide")
    plain.page = old
    assert "the canary sings" not in plain.send(text="the canary sings"), "the same form, the same id: said once, and hidden"
