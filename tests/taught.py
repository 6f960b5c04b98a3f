"""The reader of topics, learnt once for all tests: a model folder in, the file in its place out."""

import shutil
from functools import cache
from pathlib import Path

from bot.content.examples import examples
from bot.meaning.topics import TopicReader, open_reader, reader_path
from bot.meaning.vectors import Sentences
from bot.setting_checks import ROOT

NLU = ROOT / "data" / "nlu"
MODELS = ROOT / "var" / "models"


@cache
def topic_reader() -> TopicReader:
    return open_reader(MODELS, NLU, Sentences())


def teach(models: Path) -> None:
    """Puts the learnt file where a Lev with a data folder of its own looks for it."""
    topic_reader()
    learnt = reader_path(MODELS, examples(NLU))
    models.mkdir(parents=True, exist_ok=True)
    shutil.copy(learnt, models / learnt.name)
