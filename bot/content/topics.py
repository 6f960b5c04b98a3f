"""Whether a topic is whole: its examples, its rule, its line in the domain and its word. A project's root in, what is missing out.

Never imports Rasa, and never says whether Rasa would understand: training and its tests do.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.content.examples import lists
from bot.content.reader import ContentError, Node, files, read

_OWN = "utter_"  # what a rule says; anything else is an action of ours or of Rasa
_RASAS_OWN = ("nlu_fallback",)  # the intent Rasa gives when it is not sure: nobody writes examples for it


def wrong_topics(root: Path, words: Collection[str]) -> Iterator[ContentError]:
    """Every name that stands in one place and is missing in another. Raises `ContentError` for a file that cannot be read."""
    domain = read(root / "domain.yml").table(need=("intents", "responses", "actions"))
    intents = {node.text(): node for node in domain["intents"].items()}
    examples = {table["intent"].text(): table["intent"] for table in lists(root / "data" / "nlu", "intent")}
    steps = list(_steps(root / "data" / "stories"))
    asked = {step.text() for key, step in steps if key == "intent"}
    responses = domain["responses"].table()
    known = {*responses, *(node.text() for node in domain["actions"].items())}

    yield from (node.wrong(f"{name!r} has no examples in data/nlu") for name, node in intents.items() if name not in examples)
    yield from (node.wrong(f"{name!r} is not an intent in domain.yml") for name, node in examples.items() if name not in intents)
    yield from (node.wrong(f"no rule in data/stories answers {name!r}") for name, node in intents.items() if name not in asked)
    for key, step in steps:
        if key == "intent" and step.text() not in (*intents, *_RASAS_OWN):
            yield step.wrong(f"{step.text()!r} is not an intent in domain.yml")
        if key == "action" and step.text().startswith((_OWN, "action_")) and step.text() not in known:
            yield step.wrong(f"{step.text()!r} is neither a response nor an action in domain.yml")
    for name, response in responses.items():
        yield from _unwritten(name, response, words)


def _unwritten(name: str, response: Node, words: Collection[str]) -> Iterator[ContentError]:
    for item in response.items():
        said = item.table(need=("custom",))["custom"].table(need=("say",))["say"]
        if said.text() not in words:
            yield said.wrong(f"{name} says {said.text()!r}, which is not in data/words")


def _steps(folder: Path) -> Iterator[tuple[str, Node]]:
    for path in files(folder):
        table = read(path).table()
        for part in ("rules", "stories"):
            for rule in table[part].items() if part in table else ():
                for step in rule.table(need=("steps",))["steps"].items():
                    yield from ((key, node) for key, node in step.table().items() if key in ("intent", "action"))
