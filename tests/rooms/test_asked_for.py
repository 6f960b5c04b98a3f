"""The commands of a lead for somebody's rights: who may, and what is refused."""

import asyncio
import os

import pytest

from bot.asked_for import main
from bot.desk.sign_in import made
from bot.model.worker import Role
from bot.settings import Settings, load
from bot.store.accounts import Accounts
from bot.store.open import open_store
from tests.rooms.turning import ADA


@pytest.fixture
def settings(valkey_url: str, tmp_path) -> Settings:  # type: ignore[no-untyped-def]
    given = {"REDIS_URL": valkey_url, "LEV_VAR": str(tmp_path / "var"), "LEV_KEYS": str(tmp_path / "keys.json")}
    return load(given | {"PATH": os.environ["PATH"]}, tmp_path / "none")


@pytest.mark.parametrize("command", ["hold", "release", "export"])
@pytest.mark.parametrize("role", [None, Role.SUPPORT_WORKER, Role.DESIGNER, Role.LEAD])
def test_only_a_lead_may(settings: Settings, command: str, role: Role | None, capsys: pytest.CaptureFixture[str]) -> None:
    async def account() -> None:
        store = open_store(settings.redis_url, settings.seal_key)
        if role:
            await Accounts(store.redis, store.codec).add(await made("tam", "Tam", role, "three random words"))
        await store.close()

    asyncio.run(account())
    why = ["--why", "the police asked"] if command == "hold" else []
    assert main(command, [ADA, "--by", "tam", *why], settings) == 1
    said = capsys.readouterr().err
    assert ("Only a lead" in said) is (role is not Role.LEAD)
    assert ("nothing of this contact" in said) is (role is Role.LEAD)


@pytest.mark.parametrize(
    "words",
    [["+447700900123", "--by", "tam"], [ADA], [ADA, "--by", "tam"], [ADA, "--by", "tam", "--why", "short"]],
    ids=["a number", "nobody", "no reason", "hardly a reason"],
)
def test_what_is_refused(settings: Settings, words: list[str]) -> None:
    with pytest.raises(SystemExit):
        main("hold", words, settings)
