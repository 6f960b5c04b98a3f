"""Which way of learning answers best: Rasa pipelines, and Lev as a whole, on our own sentences and on real questions, in one run.

Prints shares, times and names of intents; never a text, and never a pass or a fail.

    python -m bench.advice [--texts FOLDER] [--pipelines light,stock,strong] [--seconds-limit N]

FOLDER holds `counsel_questions.csv` and `oos_requests.csv` with the columns `id,text,label,source`. They are no part of the
project; without them the run is on our own sentences alone.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.advice.figures import Figures, of_questions, of_split, of_times, texts_of
from bench.advice.judge import Heard
from bench.advice.lev import lev_hears, taught
from bench.advice.model import GaveUp, ask, served, train
from bench.advice.pipeline import known, write_config
from bench.advice.questions import Questions, lent, load_questions
from bench.advice.split import Asked, Sentences, read_sentences, split, write_sentences
from bench.advice.tables import confusions, side_by_side
from bot.launch.rasa import ROOT, rasa_missing

LIMIT = 1800.0  # seconds
OURS, LEV = "light", "Lev"  # the pipeline Lev runs with, and Lev with its own reading beside it


@dataclass(frozen=True, slots=True)
class Task:
    """What every pipeline is measured on: the same sentences and questions, read once."""

    folder: Path
    whole: Sentences
    learnt: Sentences
    held_back: tuple[Asked, ...]
    questions: Questions | None
    limit: float


def main() -> int:
    """Measure, print, and leave 0."""
    asked = argparse.ArgumentParser(prog="python -m bench.advice", description="Compare ways of learning on advice questions.")
    asked.add_argument("--texts", type=Path, metavar="FOLDER", help="real questions, lent to this machine")
    asked.add_argument("--pipelines", default="light,stock,strong", help=f"of {', '.join(known())}")
    asked.add_argument("--seconds-limit", type=float, default=LIMIT, metavar="N", help="give up on what learns longer than this")
    options = asked.parse_args()
    names = options.pipelines.split(",")
    if strangers := set(names) - set(known()):
        asked.error(f"no pipeline is called {', '.join(sorted(strangers))}")
    if rasa_missing():
        asked.error("Rasa's environment has not been made yet: make install")
    here = lent(options.texts)
    if not here:
        print("No real questions in this run: --texts names no folder that has them. Our own sentences alone are asked.")
    with tempfile.TemporaryDirectory() as folder:
        task = _task(Path(folder), load_questions(options.texts) if here else None, options.seconds_limit)
        found = dict(_measured(task, names))
    for part, title in enumerate(("on sentences held back", "on real questions", "time and size")):
        columns = {name: figures[part] for name, figures in found.items() if figures[part].lines}
        if columns:
            print("", *side_by_side(title, columns), sep="\n")
    print("", *confusions({name: figures[0] for name, figures in found.items()}), sep="\n")
    print(*confusions({name: figures[1] for name, figures in found.items()}), sep="\n")
    return 0


def _task(folder: Path, questions: Questions | None, limit: float) -> Task:
    whole = read_sentences(ROOT / "data" / "nlu")
    learnt, held_back = split(whole)
    write_sentences(whole, folder / "whole.yml")
    write_sentences(learnt, folder / "learnt.yml")
    print(f"{whole.count} sentences of {len(whole.by_intent)} intents; {len(held_back)} held back from {learnt.count} learnt")
    return Task(folder, whole, learnt, held_back, questions, limit)


def _measured(task: Task, names: list[str]) -> Iterator[tuple[str, tuple[Figures, Figures, Figures]]]:
    for name in names:
        print(f"{name}: learning twice, then answering", file=sys.stderr, flush=True)
        try:
            yield from _one(task, name)
        except GaveUp as why:
            print(f"{name} {why}")


def _one(task: Task, name: str) -> Iterator[tuple[str, tuple[Figures, Figures, Figures]]]:
    """What is held back is asked of a model that never saw it; real questions and the clock are for the whole one."""
    rooms = {what: task.folder / name / what for what in ("learnt", "whole")}
    for room in rooms.values():
        room.mkdir(parents=True)  # each its own: Rasa keeps a cache where it runs
    config = task.folder / name / "config.yml"
    write_config(name, config)
    part = train(config, task.folder / "learnt.yml", rooms["learnt"] / "model.tar.gz", task.limit)
    held_back = [sentence.text for sentence in task.held_back]
    with served(part.path) as client:
        own = ask(client, held_back)
    model = train(config, task.folder / "whole.yml", rooms["whole"] / "model.tar.gz", task.limit)
    texts = texts_of(task.questions) if task.questions else held_back
    with served(model.path) as client:
        real = ask(client, texts)
    times = of_times(real.times, model.seconds, model.path.stat().st_size)
    yield name, (of_split(task.held_back, own.heard), _on_real(task, real.heard), times)
    if name == OURS:
        by_lev = lev_hears(own.rankings, held_back, taught(task.learnt))
        begun = time.monotonic()
        reader = taught(task.whole)
        learnt = model.seconds + time.monotonic() - begun
        begun = time.monotonic()
        on_real = lev_hears(real.rankings, texts, reader)
        reading = (time.monotonic() - begun) * 1000 / len(texts)
        both = of_times([took + reading for took in real.times], learnt, model.path.stat().st_size)
        yield LEV, (of_split(task.held_back, by_lev), _on_real(task, on_real), both)


def _on_real(task: Task, heard: tuple[Heard, ...]) -> Figures:
    return of_questions(task.questions, heard, task.whole.by_intent.keys()) if task.questions else Figures({}, {})


if __name__ == "__main__":
    sys.exit(main())
