"""The ways Rasa could learn that are compared. A name in, a config for `rasa train nlu` out.

Never copies Lev's own: that one is read from the project's config at every run.
"""

from pathlib import Path

import yaml

from bot.launch.rasa import ROOT

PIPELINES = Path(__file__).with_name("pipelines")


def known() -> tuple[str, ...]:
    """The names of all pipelines."""
    return tuple(sorted(path.stem for path in PIPELINES.glob("*.yml")))


def parts_of(name: str, root: Path = ROOT) -> list[dict[str, object]]:
    """Its components. A pipeline may name another file to take them from."""
    found = yaml.safe_load((PIPELINES / f"{name}.yml").read_text(encoding="utf-8"))["pipeline"]
    if isinstance(found, str):
        found = yaml.safe_load((root / found).read_text(encoding="utf-8"))["pipeline"]
    assert isinstance(found, list), name
    return found


def write_config(name: str, path: Path, root: Path = ROOT) -> None:
    """A whole config with these components, in English as ours."""
    config = {"recipe": "default.v1", "language": "en", "assistant_id": "lev", "pipeline": parts_of(name, root)}
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
