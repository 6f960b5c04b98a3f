"""Settings: what is given is taken, and what is half set or impossible is refused in one sentence."""

import base64
from pathlib import Path

import pytest

from bot.settings import BadSetting, load

KEY, OTHER = base64.b64encode(bytes(32)).decode(), base64.b64encode(bytes(range(32))).decode()
TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_FROM": "+447700900000"}


def _load(tmp_path: Path, **given: str):
    here = {"LEV_VAR": str(tmp_path / "var"), "LEV_KEYS": str(tmp_path / "keys.json")}
    return load(here | given, tmp_path / ".env")


def test_nothing_set_is_enough(tmp_path: Path) -> None:
    settings = _load(tmp_path)
    assert (settings.port, settings.internal_port, settings.public_url) == (8080, 8081, "http://localhost:8080")
    assert len(settings.seal_key) == len(settings.pseudonym_key) == 32


def test_a_rasa_elsewhere_has_its_token_and_one_beside_us_may_have_none(tmp_path: Path) -> None:
    token, earnest = "a" * 20, {"PUBLIC_URL": "https://lev.example", "LEV_KEYS": str(tmp_path / "keys.json")}
    there = _load(tmp_path, RASA_URL="http://rasa:5005", LEV_RASA_TOKEN=token, **earnest)
    assert (there.rasa_token, token in repr(there)) == (token, False)
    assert _load(tmp_path, RASA_URL="http://127.0.0.1:5005", **earnest).rasa_token == ""


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LEV_PORT=9000\nLEV_INTERNAL_PORT=9001\n")
    assert _load(tmp_path, LEV_PORT="9100").port == 9100
    assert _load(tmp_path).internal_port == 9001


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"LEV_PORT": "http"}, "LEV_PORT must be a port"),
        ({"LEV_PORT": "0"}, "LEV_PORT must be a port"),
        ({"LEV_PORT": "70000"}, "LEV_PORT must be a port"),
        ({"LEV_PORT": "٨٠٨٠"}, "LEV_PORT must be a port"),
        ({"LEV_PORT": "8081"}, "three different ports"),
        ({"LEV_PROT": "8080"}, "LEV_PROT is not a setting"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL must be an address"),
        ({"REDIS_URL": "http://localhost"}, "REDIS_URL must be an address"),
        ({"RASA_URL": "localhost:5005"}, "RASA_URL must be an address"),
        ({"RASA_URL": "http://one:5005,two:5005"}, "RASA_URL must be an address"),
        ({"RASA_URL": "http://one:5005,,http://two:5005"}, "RASA_URL must be an address"),
        ({"RASA_URL": "http://one:5005,"}, "RASA_URL must be an address"),
        ({"RASA_URL": "http://one:5005, http://one:5005/"}, "RASA_URL names one address twice"),
        ({"RASA_URL": "http://rasa:5005", "PUBLIC_URL": "https://lev.example"}, "LEV_RASA_TOKEN is missing"),
        ({"RASA_URL": "http://localhost:1,http://rasa:5005", "PUBLIC_URL": "https://lev.example"}, "LEV_RASA_TOKEN is missing"),
        ({"LEV_RASA_TOKEN": "secret"}, "LEV_RASA_TOKEN must be at least 20"),
        ({"LEV_RASA_TOKEN": "secret secret secret secret"}, "LEV_RASA_TOKEN must be at least 20"),
        ({"PUBLIC_URL": "http://lev.example"}, "must start with https"),
        ({"PUBLIC_URL": "https://lev.example/chat"}, "without a path"),
        ({"PUBLIC_URL": "lev.example"}, "PUBLIC_URL must be an address"),
        ({"TWILIO_ACCOUNT_SID": "AC1"}, "TWILIO_AUTH_TOKEN is missing"),
        ({"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "secret"}, "TWILIO_FROM is missing"),
        (TWILIO, "PUBLIC_URL is missing"),
        ({"LEV_SEAL_KEY": KEY}, "Set both LEV_SEAL_KEY and LEV_PSEUDONYM_KEY"),
        ({"LEV_SEAL_KEY": "c2hvcnQ=", "LEV_PSEUDONYM_KEY": KEY}, "LEV_SEAL_KEY must be 32 bytes"),
        ({"LEV_SEAL_KEY": "not base64!", "LEV_PSEUDONYM_KEY": KEY}, "LEV_SEAL_KEY must be 32 bytes"),
        ({"LEV_SEAL_KEY": KEY, "LEV_PSEUDONYM_KEY": KEY}, "must differ"),
        ({"LEV_LOG_LEVEL": "LOUD"}, "LEV_LOG_LEVEL must be one of"),
        ({"LEV_VAR": "/proc/lev"}, "LEV_VAR names a folder"),
        ({"LEV_VAR": "~nobody-of-that-name/var"}, "LEV_VAR is not the name of a folder"),
        ({"LEV_HOST": "lev.example"}, "LEV_HOST must be"),
        ({"REDIS_URL": "redis://store:99999"}, "REDIS_URL must be an address"),
        ({"REDIS_URL": "redis://:secret@store/first"}, "REDIS_URL must be an address"),
        ({"REDIS_URL": "redis+cluster://:secret@store/1"}, "REDIS_URL must be an address"),
        ({"REDIS_URL": "unix+cluster:///secret"}, "REDIS_URL must be an address"),
        ({"PUBLIC_URL": "https://lev.example:port"}, "PUBLIC_URL must be an address"),
        ({"PUBLIC_URL": "https://me:secret@lev.example"}, "PUBLIC_URL must be an address"),
        ({"PUBLIC_URL": "https://lev.example?to=desk"}, "PUBLIC_URL must be an address"),
        ({"TWILIO_API_BASE": "http://twilio.example"}, "TWILIO_API_BASE must start with https"),
        (TWILIO | {"PUBLIC_URL": "https://lev.example", "TWILIO_FROM": "Lev"}, "TWILIO_FROM must be a number"),
        (TWILIO | {"PUBLIC_URL": "https://lev.example", "TWILIO_FROM": "07700900000x"}, "TWILIO_FROM must be a number"),
        (TWILIO | {"PUBLIC_URL": "https://lev.example", "TWILIO_ACCOUNT_SID": "secret"}, "TWILIO_ACCOUNT_SID must be"),
    ],
    ids=lambda value: None if isinstance(value, str) else ",".join(value),
)
def test_what_is_refused(tmp_path: Path, given: dict[str, str], said: str) -> None:
    with pytest.raises(BadSetting) as refused:
        _load(tmp_path, **given)
    sentence = str(refused.value)
    assert said in sentence
    assert "\n" not in sentence
    assert "secret" not in sentence, "no secret is repeated"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"LEV_PORT=9000\n\n\nLEV_HOST localhost secret\n", ".env, line 4: this is not NAME=value."),
        (b"TWILIO_AUTH_TOKEN='secret\n", ".env, line 1: this is not NAME=value."),
        (b"LEV_PORT=\xff\n", ".env cannot be read as a text file."),
        (b"LEV_PROT=9000\n", "LEV_PROT is not a setting of Lev."),
    ],
    ids=["a line without =", "a quote left open", "not text", "a slip of the pen"],
)
def test_a_spoilt_file_is_refused(tmp_path: Path, written: bytes, said: str) -> None:
    (tmp_path / ".env").write_bytes(written)
    with pytest.raises(BadSetting) as refused:
        _load(tmp_path)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


def test_the_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    text = "\ufeff# ours\nexport LEV_PORT = 9000  # a note\nREDIS_URL='redis://:a${LEV_PORT}b@store/0'\n"
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    settings = _load(tmp_path)
    assert settings.port == 9000
    assert settings.redis_url == "redis://:a${LEV_PORT}b@store/0", "nothing inside a password is replaced"


def test_no_secret_is_in_what_settings_print(tmp_path: Path) -> None:
    given = TWILIO | {
        "TWILIO_AUTH_TOKEN": "hidden-one",
        "PUBLIC_URL": "https://lev.example",
        "REDIS_URL": "redis://:hidden-two@store",
    }
    shown = repr(_load(tmp_path, LEV_SEAL_KEY=KEY, LEV_PSEUDONYM_KEY=OTHER, **given))
    assert "lev.example" in shown
    assert "hidden" not in shown
    assert "key" not in shown


def test_twilio_whole_with_a_public_address_is_taken(tmp_path: Path) -> None:
    settings = _load(tmp_path, PUBLIC_URL="https://lev.example/", **TWILIO)
    assert settings.public_url == "https://lev.example"
    assert settings.twilio_from == "+447700900000"


def test_given_keys_are_taken(tmp_path: Path) -> None:
    settings = _load(tmp_path, LEV_SEAL_KEY=KEY, LEV_PSEUDONYM_KEY=OTHER)
    assert (settings.seal_key, settings.pseudonym_key) == (bytes(32), bytes(range(32)))
