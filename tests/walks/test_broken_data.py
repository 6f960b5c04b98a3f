"""A broken file under data/: Lev refuses to start and says where."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launch.valkey import EmbeddedValkey
from tests.walks.running import ROOT, Lev


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("words/consent.yml", "under_13: Your body", "over_90: Your body", "unknown name 'over_90'"),
        ("hours.yml", 'opens: "09:00"', 'opens: "nine"', "expected a time"),
        ("services/national.yml", "audience: ", "audience: martians  # ", "audience must be one of"),
        ("risk/suicide.yml", "kind: suicide", "kind: sadness", "sadness"),
        ("themes.yml", "consent:", "consent: [", "not valid YAML"),
    ],
)
def test_it_says_which_file_and_line(
    tmp_path: Path, valkey: EmbeddedValkey, internal_port: int, file: str, old: str, new: str, what: str
) -> None:
    for part in ("bot", "channels", "actions", "data"):
        shutil.copytree(ROOT / part, tmp_path / part)
    broken = tmp_path / "data" / file
    assert old in broken.read_text()
    broken.write_text(broken.read_text().replace(old, new, 1))
    settings = Lev(tmp_path, valkey.url, "http://127.0.0.1:9", "http://127.0.0.1:9", internal_port).settings
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], cwd=tmp_path, env=settings, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    first = ended.stderr.strip().splitlines()[-1]
    assert f"{broken.name}:" in first, "names the file"
    assert first.split(":")[1].strip().isdigit(), "and the line"
    assert what in first
    assert "Traceback" not in ended.stderr
