"""What Lev's screen is measured against, each learnt from the same sentences: keywords, Rasa, n-grams alone, meaning alone.

Never Lev: a peer gives a number for each text, and is judged at the false alarms that Lev makes.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline

from bench.advice.judge import Guess
from bench.advice.model import ask, served, train
from bench.advice.pipeline import write_config
from bot.content.phrases import GAP, RiskWords
from bot.content.sentences import Sentence
from bot.meaning.vectors import Sentences
from bot.model.risk import Level

type Scores = NDArray[np.float64]
type Peer = Callable[[Sequence[str]], Scores]

_LIMIT = 1800.0

_NONE = "none"


def keywords(words: RiskWords) -> Peer:
    """A bare list: every phrase of one word or two that is high or critical, looked up in the small letters of the text."""
    listed = [p.words for p in words.phrases if p.level and p.level >= Level.HIGH and GAP not in p.words and "<" not in p.words]
    short = tuple(phrase for phrase in listed if len(phrase.split()) <= 2)

    def score(texts: Sequence[str]) -> Scores:
        return np.array([float(any(f" {phrase} " in f" {text.lower()} " for phrase in short)) for text in texts])

    return score


def ngrams(learnt: Sequence[Sentence]) -> Peer:
    """Logistic regression on words and pieces of words, from scikit-learn."""
    pieces = FeatureUnion([
        ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
        ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)),
    ])  # fmt: skip
    model = make_pipeline(pieces, LogisticRegression(C=10.0, class_weight="balanced", max_iter=500))
    model.fit([sentence.text for sentence in learnt], [sentence.level > 0 for sentence in learnt])
    return lambda texts: np.asarray(model.predict_proba(list(texts))[:, 1], dtype=np.float64)


def meaning(learnt: Sequence[Sentence], vectors: Sentences) -> Peer:
    """Logistic regression on sentence vectors alone."""
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=500)
    model.fit(vectors.vectors([sentence.text for sentence in learnt]), [sentence.level > 0 for sentence in learnt])
    return lambda texts: np.asarray(model.predict_proba(vectors.vectors(list(texts)))[:, 1], dtype=np.float64)


def rasa(learnt: Sequence[Sentence]) -> Peer:
    """An intent for each kind and one for nothing, in the pipeline that Lev gives its Rasa. Raises `GaveUp`."""

    def score(texts: Sequence[str]) -> Scores:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_config("light", folder / "config.yml")
            (folder / "sentences.yml").write_text(_as_rasa(learnt), encoding="utf-8")
            trained = train(folder / "config.yml", folder / "sentences.yml", folder / "screen.tar.gz", _LIMIT)
            with served(trained.path) as client:
                rankings = ask(client, texts).rankings
        return np.array([_lead(ranking) for ranking in rankings])

    return score


def _lead(ranking: Sequence[Guess]) -> float:
    """How far the likeliest kind is ahead of nothing; Rasa names its ten likeliest alone."""
    nothing = next((guess.confidence for guess in ranking if guess.name == _NONE), 0.0)
    return max((guess.confidence for guess in ranking if guess.name != _NONE), default=0.0) - nothing


def _as_rasa(learnt: Sequence[Sentence]) -> str:
    by_intent: dict[str, list[str]] = {}
    for sentence in learnt:
        name = str(sentence.kind) if sentence.level else _NONE
        by_intent.setdefault(name, []).append(" ".join(sentence.text.translate(_NO_MARKS).split()))
    nlu = [{"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in by_intent.items()]
    return yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)


_NO_MARKS = str.maketrans(dict.fromkeys("[](){}", " "))
