"""A browser at the desk without a screen: its cookie and the forms' mark. A house in, pages out.

Never signs in past the form.
"""

import re

import httpx

from tests.desk_house import URL, House

WORDS = "three random words"


class Browser:
    """One browser with its cookie and the form's mark, as a person uses it."""

    def __init__(self, house: House, address: str = "192.0.2.7") -> None:
        headers = {"Origin": URL, "User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"}
        transport = httpx.ASGITransport(house.web.app, client=(address, 1))
        self.web, self.csrf = httpx.AsyncClient(transport=transport, base_url=URL, headers=headers), ""

    async def get(self, path: str) -> httpx.Response:
        page = await self.web.get(path)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        self.csrf = found[1] if found else self.csrf
        return page

    async def post(self, path: str, **form: str) -> httpx.Response:
        return await self.web.post(path, data={"csrf": self.csrf} | form)

    async def sign_in(self, login: str, password: str = WORDS) -> httpx.Response:
        return await self.post("/desk/sign-in", login=login, password=password)
