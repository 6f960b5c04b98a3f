"""The key file: made once for its owner, outside the data folder; an old one is moved there; nothing is ever made anew."""

import base64
import json
from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings, load

KEY, OTHER = base64.b64encode(bytes(32)).decode(), base64.b64encode(bytes(range(32))).decode()
KEPT = json.dumps({"seal": KEY, "pseudonym": OTHER})


def _load(tmp_path: Path, **given: str) -> Settings:
    """As if the home of whoever starts Lev were under `tmp_path`."""
    here = {"LEV_VAR": str(tmp_path / "var"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return load(here | given, tmp_path / ".env")


def _old(tmp_path: Path, text: str = KEPT) -> Path:
    (tmp_path / "var").mkdir(exist_ok=True)
    (old := tmp_path / "var" / "keys.json").write_text(text)
    return old


def _kept(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "config").rglob("*") if path.is_file()]


def test_keys_are_made_once_for_their_owner_outside_the_data_folder(tmp_path: Path) -> None:
    settings = _load(tmp_path)
    [path] = _kept(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert _load(tmp_path).seal_key == settings.seal_key, "made once, then kept"
    for file in (one for one in (tmp_path / "var").rglob("*") if one.is_file()):
        for key in (settings.seal_key, settings.pseudonym_key):
            assert key not in file.read_bytes()
            assert base64.b64encode(key) not in file.read_bytes()


def test_two_data_folders_have_keys_of_their_own_and_a_moved_one_finds_its_own(tmp_path: Path) -> None:
    one, two = (_load(tmp_path, LEV_VAR=str(tmp_path / name)).seal_key for name in ("one", "two"))
    assert one != two
    (tmp_path / "one").rename(tmp_path / "three")
    assert _load(tmp_path, LEV_VAR=str(tmp_path / "three")).seal_key == one


def test_an_old_key_file_is_moved_and_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = _old(tmp_path)
    settings = _load(tmp_path)
    assert (settings.seal_key, settings.pseudonym_key) == (bytes(32), bytes(range(32)))
    assert not old.exists()
    [path] = _kept(tmp_path)
    said = capsys.readouterr()
    assert str(path) in said.err
    assert KEY not in said.err
    assert not said.out, "an export prints JSON there"
    assert _load(tmp_path).seal_key == bytes(32)
    assert not capsys.readouterr().err, "said once"


def test_a_move_that_was_cut_off_is_ended(tmp_path: Path) -> None:
    _old(tmp_path)
    _load(tmp_path)
    old = _old(tmp_path)  # as if it had not been taken away yet
    assert _load(tmp_path).seal_key == bytes(32)
    assert not old.exists()


def test_an_old_key_file_moves_to_the_place_that_is_named(tmp_path: Path) -> None:
    _old(tmp_path)
    path = tmp_path / "safe" / "ours.json"
    assert _load(tmp_path, LEV_KEYS=str(path)).seal_key == bytes(32)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not _kept(tmp_path)


def test_two_files_with_different_keys_are_left_as_they_are(tmp_path: Path) -> None:
    old, path = _old(tmp_path), tmp_path / "ours.json"
    path.write_text(json.dumps({"seal": OTHER, "pseudonym": KEY}))
    with pytest.raises(BadSetting, match="hold different keys"):
        _load(tmp_path, LEV_KEYS=str(path))
    assert old.read_text() == KEPT


def test_keys_that_are_gone_are_not_made_anew(tmp_path: Path) -> None:
    _load(tmp_path)
    [path] = _kept(tmp_path)
    path.unlink()
    with pytest.raises(BadSetting, match="Put back a copy; new keys would lose all words"):
        _load(tmp_path)
    assert not path.exists()
    with pytest.raises(BadSetting, match="Put back a copy"):
        _load(tmp_path, LEV_KEYS=str(tmp_path / "elsewhere.json"))


@pytest.mark.parametrize("spoilt", ["{}", "", '{"seal": "c2hvcnQ=", "pseudonym": "c2hvcnQ="}'])
def test_a_spoilt_key_file_is_neither_written_over_nor_moved(tmp_path: Path, spoilt: str) -> None:
    old = _old(tmp_path, spoilt)
    with pytest.raises(BadSetting, match="new keys would lose all words"):
        _load(tmp_path)
    assert old.read_text() == spoilt
    assert not _kept(tmp_path)


def test_given_keys_need_no_file(tmp_path: Path) -> None:
    assert _load(tmp_path, LEV_SEAL_KEY=KEY, LEV_PSEUDONYM_KEY=OTHER).seal_key == bytes(32)
    assert not _kept(tmp_path)
    assert not (tmp_path / "var" / "installation").exists()


@pytest.mark.parametrize(
    "given",
    [{"LEV_KEYS": "{}/var/ours.json"}, {"LEV_SEAL_KEY": KEY, "LEV_PSEUDONYM_KEY": OTHER}],
    ids=["named there", "left there"],
)
def test_keys_beside_the_data_are_said_and_refused_in_earnest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: dict[str, str]
) -> None:
    given = {name: value.format(tmp_path) for name, value in given.items()}
    old = _old(tmp_path)
    with pytest.raises(BadSetting, match="whoever copies the data folder must not get the keys with it"):
        _load(tmp_path, PUBLIC_URL="https://lev.example", **given)
    assert old.read_text() == KEPT
    assert _load(tmp_path, **given).seal_key == bytes(32)
    assert "whoever copies the data folder" in capsys.readouterr().err


def test_a_way_round_into_the_data_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "var")
    with pytest.raises(BadSetting, match="whoever copies"):
        _load(tmp_path, PUBLIC_URL="https://lev.example", LEV_KEYS=str(tmp_path / "link" / "ours.json"))


def test_keys_that_open_but_do_not_seal_are_taken(tmp_path: Path) -> None:
    assert _load(tmp_path).seal_keys_also == ()
    settings = _load(tmp_path, LEV_SEAL_KEYS_ALSO=f"{KEY}, {OTHER}")
    assert settings.seal_keys_also == (bytes(32), bytes(range(32)))
    assert KEY not in repr(settings)
    assert str(bytes(3)) not in repr(settings)
    with pytest.raises(BadSetting, match="Each key in LEV_SEAL_KEYS_ALSO must be 32 bytes"):
        _load(tmp_path, LEV_SEAL_KEYS_ALSO=f"{KEY},")
