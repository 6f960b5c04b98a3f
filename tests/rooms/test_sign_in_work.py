"""How much work a try of a password is: the same whoever asks, and never that of many at once. Real argon2, counted and not timed."""

import asyncio
from dataclasses import replace
from typing import Literal

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters

from bot.desk.sign_in import made
from bot.model.worker import Role
from tests.desk_browser import WORDS, Browser
from tests.desk_house import House, house

__all__ = ["house"]


async def test_a_login_that_is_not_there_costs_the_same_work(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: one real argon2 of the same strength, whether the login, the account or the password is wrong."""
    tam = await made("tam", "Tam", Role.SUPPORT_WORKER, WORDS)
    await house.accounts.add(tam)
    await house.accounts.add(replace(await made("gone", "Gwen", Role.SUPPORT_WORKER, WORDS), active=False))
    worked: list[Parameters] = []

    class Counted(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            worked.append(extract_parameters(str(hash)))
            return super().verify(hash, password)

    monkeypatch.setattr("bot.desk.sign_in._HASHER", Counted())
    for login, password in (("tam", "guess"), ("nobody", "guess"), ("gone", WORDS), ("", "")):
        assert (await Browser(house).sign_in(login, password)).status_code == 401
    assert worked == [extract_parameters(tam.password_hash)] * 4


async def test_a_crowd_at_the_door_takes_the_memory_of_two(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await house.accounts.add(await made("tam", "Tam", Role.SUPPORT_WORKER, WORDS))
    now, most = 0, 0

    class Counted(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            nonlocal now, most
            now += 1
            most = max(most, now)
            try:
                return super().verify(hash, password)
            finally:
                now -= 1

    monkeypatch.setattr("bot.desk.sign_in._HASHER", Counted())
    crowd = [Browser(house, f"192.0.2.{number}").sign_in(f"nobody{number}", "guess") for number in range(12)]
    answers = await asyncio.gather(*crowd, Browser(house, "192.0.2.99").sign_in("tam"))
    assert [answer.status_code for answer in answers] == [401] * 12 + [303]
    assert most <= 2
