"""The peer: a stock Rasa project that answers the same intents as ours with plain texts. Our sentences in, a running Rasa out.

Never patches Rasa, and never trains the same inputs twice.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import yaml

from bench.advice.pipeline import parts_of
from bench.advice.split import read_sentences, write_sentences
from bench.speed.house import ACCOUNT, SENDER, TOKEN, answers, free_port, started, until
from bench.speed.twilio import made_certificate
from bot.launch.child import Child
from bot.launch.rasa import ROOT, serving, training

ANSWER = "Thank you for asking. It is a choice that both people make freely, each time, and either of you can change your mind."
_TRAIN_MINUTES = {"stock": 17, "light": 1}


def write_project(pipeline: str, folder: Path) -> None:
    """Config, domain, sentences and rules: one rule an intent, one plain text each, which any channel of Rasa's can say."""
    sentences = read_sentences(ROOT / "data" / "nlu")
    write_sentences(sentences, folder / "nlu.yml")
    intents = sorted(sentences.by_intent)
    policies = [{"name": "MemoizationPolicy"}, {"name": "RulePolicy"}]
    config = {
        "recipe": "default.v1",
        "language": "en",
        "assistant_id": "peer",
        "pipeline": parts_of(pipeline),
        "policies": policies,
    }
    domain = {
        "version": "3.1",
        "intents": intents,
        "entities": yaml.safe_load((ROOT / "domain.yml").read_text())["entities"],
        "responses": {f"utter_{name}": [{"text": ANSWER}] for name in [*intents, "default"]},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    steps = [{"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]} for name in intents]
    steps.append({"rule": "unsure", "steps": [{"intent": "nlu_fallback"}, {"action": "utter_default"}]})
    for name, what in (("config", config), ("domain", domain), ("rules", {"version": "3.1", "rules": steps})):
        (folder / f"{name}.yml").write_text(yaml.safe_dump(what, allow_unicode=True, sort_keys=False), encoding="utf-8")


def model_of(pipeline: str, folder: Path) -> Path:
    """The trained peer, kept under var/peers by what it learnt from; trained first if need be, which is said."""
    project = folder / f"peer-{pipeline}"
    project.mkdir()
    write_project(pipeline, project)
    mark = hashlib.sha256((ROOT / "requirements" / "rasa.txt").read_bytes())
    for path in sorted(project.glob("*.yml")):
        mark.update(path.read_bytes())
    model = ROOT / "var" / "peers" / f"{pipeline}-{mark.hexdigest()[:16]}.tar.gz"
    if not model.exists():
        print(f"training the {pipeline} peer: about {_TRAIN_MINUTES.get(pipeline, 5)} min, once", file=sys.stderr, flush=True)
        model.parent.mkdir(parents=True, exist_ok=True)
        command, part = training(model, project / "training.log"), project / "model.tar.gz"
        words = [
            str(serving(model, 0, "", command.log or project).words[0]),
            "train",
            "--domain",
            "domain.yml",
            "--config",
            "config.yml",
        ]
        words += ["--data", "nlu.yml", "rules.yml", "--out", str(project), "--fixed-model-name", part.name]
        if Child(replace(command, words=words, folder=project)).wait() == 0:
            part.replace(model)  # whole, or not there
    if not model.exists():
        raise SystemExit(f"the {pipeline} peer did not train:\n{(project / 'training.log').read_text()[-2000:]}")
    return model


@contextmanager
def served(model: Path, folder: Path) -> Iterator[int]:
    """Stock `rasa run` with its REST and Twilio channels; the port it listens on.

    Stock Rasa has no setting for Twilio's address. Its client does heed `HTTPS_PROXY`, so the stand-in answers there with a
    certificate that `REQUESTS_CA_BUNDLE` trusts: Rasa is unchanged, and its sendings succeed at once.
    """
    room = folder / "peer"
    room.mkdir(exist_ok=True)
    certificate, port, proxy = room / "certificate.pem", free_port(), free_port()
    made_certificate(certificate)
    credentials = {"rest": None, "twilio": {"account_sid": ACCOUNT, "auth_token": TOKEN, "twilio_number": SENDER}}
    (room / "credentials.yml").write_text(yaml.safe_dump(credentials))
    command = serving(model, port, "http://127.0.0.1:9/webhook", room / "rasa.log")
    words = [*command.words[: command.words.index("--credentials") + 1], str(room / "credentials.yml")]
    more = {"HTTPS_PROXY": f"http://127.0.0.1:{proxy}", "NO_PROXY": "127.0.0.1", "REQUESTS_CA_BUNDLE": str(certificate)}
    twilio = started(folder, "peer-twilio", [sys.executable, "-m", "bench.speed.twilio", str(proxy), str(certificate)])
    rasa = Child(replace(command, words=words, more={**command.more, **more}))
    try:
        until(lambda: answers(f"http://127.0.0.1:{port}"), "the peer", rasa)
        yield port
    finally:
        rasa.stop()
        twilio.stop()
