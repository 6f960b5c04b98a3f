"""The files under deploy/ hold together: schemas fit, names are settings of Lev, ports agree, and only Lev reaches Rasa and the store.

No container engine is needed and no network: the schemas are in the packages.
"""

import itertools
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.launch.rasa import _QUIET, _SILENT, DOOR
from bot.launch.valkey import EmbeddedValkey
from bot.setting_checks import ROOT
from bot.settings import DEFAULTS

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text())
MANIFESTS = [
    (path.name, manifest)
    for path in sorted((DEPLOY / "kubernetes").glob("*.yml"))
    for manifest in yaml.safe_load_all(path.read_text())
]
KINDS = {(manifest["kind"], manifest["metadata"]["name"]): manifest for _, manifest in MANIFESTS}
RASA = "rasa/rasa:3.6.21"
OURS = re.compile(r"lev:[0-9.]+$")


def _containers() -> Iterator[tuple[str, str, dict[str, str], str]]:
    """Of every container: where, its image, its environment, its words."""
    for name, service in COMPOSE["services"].items():
        words = [str(word) for word in service.get("command", [])]
        yield f"compose {name}", service["image"], {k: str(v) for k, v in service.get("environment", {}).items()}, " ".join(words)
    for (kind, name), manifest in KINDS.items():
        if kind != "StatefulSet":
            continue
        spec = manifest["spec"]["template"]["spec"]
        for one in [*spec.get("initContainers", []), *spec["containers"]]:
            settings = {line["name"]: line["value"] for line in one.get("env", [])}
            for source in one.get("envFrom", []):
                settings |= KINDS["ConfigMap", source["configMapRef"]["name"]]["data"] if "configMapRef" in source else {}
            yield f"{name} {one['name']}", one["image"], settings, " ".join([*one.get("command", []), *one.get("args", [])])


CONTAINERS = list(_containers())


@pytest.mark.parametrize(("name", "manifest"), MANIFESTS, ids=lambda value: value if isinstance(value, str) else value["kind"])
def test_a_manifest_fits_the_schema(name: str, manifest: dict[str, Any]) -> None:
    kubernetes_validate.validate(manifest, "1.35", strict=True)


def test_the_compose_file_fits_the_schema() -> None:
    words = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(DEPLOY / "compose.yml")]
    checked = subprocess.run([ROOT / ".venv" / "bin" / words[0], *words[1:]], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_files_are_tidy() -> None:
    words = [ROOT / ".venv" / "bin" / "yamllint", "--strict", "-c", DEPLOY / ".yamllint", DEPLOY]
    checked = subprocess.run(words, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_name_in_the_environment_is_known() -> None:
    for where, image, settings, words in CONTAINERS:
        if OURS.match(image) and "rasa_sdk" not in words:
            assert {*settings} <= {*DEFAULTS}, where
        elif image == RASA:
            assert {*settings} <= {*_QUIET, *_SILENT, "RASA_CACHE_DIRECTORY", "HOME"}, where
    named = re.findall(r"^([A-Z_]+)=", "\n".join((DEPLOY / f"{of}.env.example").read_text() for of in ("lev", "rasa")), re.M)
    assert {*named} <= {*DEFAULTS}


def test_rasa_runs_as_make_run_starts_it() -> None:
    for where, image, settings, words in CONTAINERS:
        if image == RASA:
            assert _QUIET.items() <= settings.items(), where
            if words.startswith("run "):
                assert _SILENT.items() <= settings.items(), f"{where}: Rasa would log texts"
                assert f"--endpoints endpoints.yml --credentials {DOOR}/credentials.yml" in words, f"{where}: anybody could ask it"
            else:
                assert "--data data/nlu data/stories" in words, where


def test_the_ports_agree() -> None:
    health = DEFAULTS["LEV_INTERNAL_PORT"]
    actions = yaml.safe_load((ROOT / "endpoints.yml").read_text())["action_endpoint"]["url"]
    for where, _image, settings, words in CONTAINERS:
        if "rasa_sdk" in words:
            assert f"127.0.0.1:{words.rsplit(' ', 1)[1]}/webhook" in actions and settings["SANIC_HOST"] == "127.0.0.1", where
        elif words.startswith("run "):
            assert f"--port {DEFAULTS['LEV_RASA_PORT']}" in words, where
        elif settings.get("RASA_URL"):
            assert all(url.endswith(f":{DEFAULTS['LEV_RASA_PORT']}") for url in settings["RASA_URL"].split(",")), where
            assert settings["LEV_PORT"] == "8080", where
    lev = KINDS["StatefulSet", "lev"]["spec"]["template"]["spec"]["containers"][0]
    probes = [str(lev[f"{kind}Probe"]) for kind in ("startup", "readiness", "liveness")]
    assert all(health in probe and "/health" in probe for probe in [*probes, str(COMPOSE["services"]["lev"]["healthcheck"])])
    assert [port["containerPort"] for port in lev["ports"]] == [8080], "the internal port is not opened"
    assert COMPOSE["services"]["lev"]["ports"] == ["127.0.0.1:8080:8080"], "and the public one to the proxy alone"


def test_lev_names_every_rasa_there_is() -> None:
    many = KINDS["StatefulSet", "rasa"]["spec"]["replicas"]
    assert KINDS["ConfigMap", "lev-settings"]["data"]["RASA_URL"] == ",".join(f"http://rasa-{n}.rasa:5005" for n in range(many))


def test_only_lev_reaches_rasa_and_the_store_and_they_reach_nobody() -> None:
    assert set(KINDS["NetworkPolicy", "nobody"]["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    assert KINDS["NetworkPolicy", "nobody"]["spec"]["podSelector"] == {}
    for name, port in (("rasa", 5005), ("valkey", 6379)):
        policy = KINDS["NetworkPolicy", name]["spec"]
        assert policy["podSelector"] == {"matchLabels": {"app": name}}
        assert policy["ingress"] == [{"from": [{"podSelector": {"matchLabels": {"app": "lev"}}}], "ports": [{"port": port}]}]
        assert "egress" not in policy
        assert COMPOSE["services"][name]["networks"] == ["inside"]
        assert "ports" not in COMPOSE["services"][name]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_the_store_flushes_every_write_as_the_embedded_one_does(tmp_path: Any) -> None:
    words = EmbeddedValkey(tmp_path).command().words
    given = dict(itertools.pairwise(words))
    for text in ((DEPLOY / "valkey" / "valkey.conf").read_text(), KINDS["ConfigMap", "valkey-conf"]["data"]["valkey.conf"]):
        for name in ("appendonly", "appendfsync", "save", "maxmemory-policy"):
            assert f"{name} {given[f'--{name}'] or '""'}\n" in text


def test_images_are_pinned_and_name_no_registry() -> None:
    for where, image, _, _ in CONTAINERS:
        assert re.fullmatch(r"(?:[a-z]+/)?[a-z]+:\d[\w.-]*", image), where
    build = (DEPLOY / "Containerfile").read_text()
    assert set(re.findall(r"^FROM (\S+)", build, re.M)) == {"python:3.12-slim"}
    assert "--require-hashes -r /requirements.txt" in build and "USER 10001" in build
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", build, re.M):
        assert all((ROOT / name).exists() for name in copied.split())
