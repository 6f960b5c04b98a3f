"""The root is a stock Rasa project: its own commands work there."""

import os
import subprocess
from pathlib import Path

from bot.launch.rasa import ROOT
from tests.rasa_server import trained_model

RASA = ROOT / ".venv-rasa" / "bin" / "rasa"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}


def _rasa(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([RASA, *words], cwd=ROOT, env=os.environ | QUIET, capture_output=True, text=True, timeout=240)


def test_its_data_is_sound() -> None:
    ended = _rasa("data", "validate", "--data", "data/nlu", "data/stories")
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert "No story structure conflicts found" in ended.stderr + ended.stdout


def test_whole_talks_go_as_written(tmp_path: Path) -> None:
    model = trained_model(tmp_path / "rasa.log")
    stories = ["--stories", "tests/rasa/test_stories.yml", "--out", str(tmp_path / "results")]
    ended = _rasa("test", "core", "--model", str(model), *stories, "--fail-on-prediction-errors")
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert "3 / 3" in ended.stderr + ended.stdout
