"""The root is a stock Rasa project: its own commands work there as they are."""

import os
import re
import subprocess
from pathlib import Path

import yaml

from bot.content.places import Places
from bot.content.words import Words
from bot.launch.rasa import ROOT
from tests.rasa_server import trained_model

RASA = ROOT / ".venv-rasa" / "bin" / "rasa"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
RULES = [rule for path in (ROOT / "data" / "stories").glob("*.yml") for rule in yaml.safe_load(path.read_text()).get("rules", ())]


def _rasa(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([RASA, *words], cwd=ROOT, env=os.environ | QUIET, capture_output=True, text=True, timeout=240)


def _nlu(part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in (ROOT / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(path.read_text())["nlu"]:
            if part in block:
                found[block[part]] = [line[2:] for line in block["examples"].splitlines()]
    return found


def test_its_data_is_sound() -> None:
    """With no folder named, as `rasa data validate` at the root: the rest of `data/` must not confuse it."""
    ended = _rasa("data", "validate", "--fail-on-warnings")
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert "No story structure conflicts found" in ended.stderr + ended.stdout


def test_whole_talks_go_as_written(tmp_path: Path) -> None:
    model = trained_model(tmp_path / "rasa.log")
    stories = yaml.safe_load((ROOT / "tests" / "rasa" / "test_stories.yml").read_text())["stories"]
    where = ["--stories", "tests/rasa/test_stories.yml", "--out", str(tmp_path / "results")]
    ended = _rasa("test", "core", "--model", str(model), *where, "--fail-on-prediction-errors")
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert f"{len(stories)} / {len(stories)}" in ended.stderr + ended.stdout


def test_rasa_takes_nothing_else_under_data_for_its_own() -> None:
    """It reads any YAML under `data/` that has one of its keys at the start of a line."""
    ours = [path for path in (ROOT / "data").rglob("*.y*ml") if not {"nlu", "stories"} & {*path.relative_to(ROOT).parts}]
    assert len(ours) > 10
    keys = re.compile(r"^\s*(nlu|responses|stories|rules|intents|actions|slots|forms|entities)\s*:", re.M)
    assert not [path.name for path in ours if keys.search(path.read_text())]


def test_every_intent_has_its_rule_and_enough_examples() -> None:
    examples = _nlu("intent")
    assert set(examples) == set(DOMAIN["intents"])
    assert not {name: len(texts) for name, texts in examples.items() if len(texts) < 16}
    asked = [rule["steps"][0]["intent"] for rule in RULES]
    assert sorted(asked) == sorted([*DOMAIN["intents"], "nlu_fallback"]), "one rule each, and one for what nobody understood"


def test_the_domain_has_names_only_and_every_name_has_words() -> None:
    names = Words.load(ROOT / "data" / "words").names()
    for name, parts in DOMAIN["responses"].items():
        assert [*parts[0]] == ["custom"] and len(parts) == 1, name
        assert [*parts[0]["custom"]] == ["say"] and parts[0]["custom"]["say"] in names, name


def test_every_place_rasa_finds_has_an_area() -> None:
    places = Places.load(ROOT / "data" / "places.yml")
    assert not [place for place in _nlu("lookup")["place"] if not places.area_of(place)]
