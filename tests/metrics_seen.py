"""Reads a page of metrics as a machine does. The page in, figures by name and label values out; fails on what no table knows."""

from prometheus_client.parser import text_string_to_metric_families

from bot.measure.table import TABLE
from channels.twilio_errors import REASONS

type Seen = dict[str, dict[tuple[str, ...], float]]


def seen(page: str) -> Seen:
    """Every name on the page must be in the table, with its labels and only values that they may have."""
    known = {one.name.removesuffix("_total"): one for one in TABLE}
    found: Seen = {}
    for family in text_string_to_metric_families(page):
        one = known[family.name]
        for sample in family.samples:
            given = {name: value for name, value in sample.labels.items() if name != "le"}
            assert {*given} == {label.name for label in one.labels}, one.name
            for label in one.labels:
                reason = label.name == "reason" and given[label.name] in REASONS
                assert given[label.name] in label.values or reason, f"{one.name}: {label.name}={given[label.name]}"
            found.setdefault(sample.name, {})[tuple(given[label.name] for label in one.labels)] = sample.value
    return found
