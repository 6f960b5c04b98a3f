"""Young people and workers for the walks: one who texts, one who chats on the page's own interface, and one at the desk."""

import itertools
import json
import re
import secrets
import time

import httpx

from bench.second_factor import code, secret_on
from tests.standins.signed import signed_post
from tests.walks.running import ACCOUNT, PUBLIC_URL, SENDER, TOKEN, Lev, until

_numbers = itertools.count(1)


class Texter:
    """A young person with a phone. Numbers are from the range that is kept for drama."""

    def __init__(self, lev: Lev) -> None:
        self.lev = lev
        self.number = f"+4477009{next(_numbers):05}"

    def text(self, body: str, sid: str | None = None, **more: str) -> httpx.Response:
        form = {
            "MessageSid": sid or "SM" + secrets.token_hex(16),
            "AccountSid": ACCOUNT,
            "From": self.number,
            "To": SENDER,
            "Body": body,
            "NumMedia": "0",
        }
        return signed_post(self.lev.url, PUBLIC_URL, "/sms/receive", form | more, TOKEN)


class Chatter:
    """A young person on the chat page."""

    def __init__(self, lev: Lev) -> None:
        self.lev = lev
        self.token = secrets.token_urlsafe(32)
        self._headers = {"Authorization": f"Bearer {self.token}"}

    def say(self, text: str, message_id: str | None = None) -> httpx.Response:
        body = json.dumps({"id": message_id or secrets.token_urlsafe(12), "text": text})
        headers = self._headers | {"Content-Type": "application/json"}
        return httpx.post(f"{self.lev.url}/chat/say", content=body, headers=headers, timeout=15)

    def lines(self, after: str = "", *, at_least: int = 1, seconds: float = 15) -> list[dict[str, object]]:
        """The lines the page would show, as soon as there are `at_least` so many (else those that came in time)."""
        found: list[dict[str, object]] = []
        headers = self._headers | {"Last-Event-ID": after}
        end = time.monotonic() + seconds
        try:
            with httpx.stream("GET", f"{self.lev.url}/chat/feed", headers=headers, timeout=seconds) as feed:
                entry = ""
                for line in feed.iter_lines():
                    if line.startswith("id:"):
                        entry = line[3:].strip()
                    if line.startswith("data:"):
                        found.append({"entry": entry} | json.loads(line[5:]))
                        if len(found) >= at_least:
                            break
                    if time.monotonic() > end:
                        break
        except httpx.TimeoutException:
            pass
        return found

    def hears(self, part: str, seconds: float = 15) -> str:
        """The first line of Lev's or a worker's that holds `part`."""
        end = time.monotonic() + seconds
        with httpx.stream("GET", f"{self.lev.url}/chat/feed", headers=self._headers, timeout=seconds) as feed:
            for line in feed.iter_lines():
                if line.startswith("data:"):
                    said = json.loads(line[5:])
                    if said["speaker"] != "young_person" and part.lower() in said["text"].lower():
                        return str(said["text"])
                if time.monotonic() > end:  # the feed's own pings keep it open for ever
                    break
        raise AssertionError("never said")


class DeskHand:
    """A worker with a browser's cookies, working the desk through its plain forms."""

    def __init__(self, lev: Lev) -> None:
        self.lev = lev
        self.web = httpx.Client(base_url=lev.url, headers={"Origin": PUBLIC_URL}, timeout=15, follow_redirects=False)
        self.csrf = self.secret = ""

    def join(self, link: str, first_name: str, login: str) -> None:
        """Makes an account through a one-time link, and is signed in by it."""
        path = link.removeprefix(PUBLIC_URL)
        self.get(path)
        joined = self.post(path, first_name=first_name, login=login, password="three random words")
        assert joined.status_code == 303, joined.text
        # Behind a TLS proxy the cookie is sent on; here there is none, so it is carried by hand.
        self.keep(joined)
        self.set_up()

    def keep(self, answer: httpx.Response) -> None:
        """Carries the cookie of an answer."""
        self.web.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]

    def set_up(self) -> None:
        """Sets up the second factor when the desk asks for it, as it does with leads."""
        if self.get("/desk").headers.get("location") != "/desk/second":
            return
        self.secret = secret_on(self.get("/desk/second").text)
        self.keep(self.post("/desk/second", code=code(self.secret)))

    def sign_in(self, login: str, password: str = "three random words") -> None:
        """Through the form, and with a code when one is asked for."""
        self.get("/desk/sign-in")
        answer = self.post("/desk/sign-in", login=login, password=password)
        assert answer.status_code == 303, answer.text
        self.keep(answer)
        if self.get("/desk").headers.get("location") == "/desk/code":
            self.get("/desk/code")
            # The code of now was used when it was set up a moment ago; the next one is in the drift that is allowed.
            answer = self.post("/desk/code", code=code(self.secret, time.time() + 30))
            assert answer.status_code == 303, answer.text
            self.keep(answer)

    def first_case(self) -> str:
        """The address of the first case on the list, as soon as there is one."""
        until(self.cases)
        return self.cases()[0]

    def cases(self) -> list[str]:
        """The addresses of all cases on the list."""
        return list(dict.fromkeys(re.findall(r'href="(/desk/case/[^"]+)"', self.get("/desk").text)))

    def takes_first_case(self) -> str:
        """Opens the first case on the list and claims it; its address."""
        self.get(place := self.first_case())
        assert self.post(f"{place}/claim").status_code == 303
        return place

    def get(self, path: str) -> httpx.Response:
        page = self.web.get(path)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        if found:
            self.csrf = found[1]
        return page

    def post(self, path: str, **form: str) -> httpx.Response:
        return self.web.post(path, data={"csrf": self.csrf} | form)
