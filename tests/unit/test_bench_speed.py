"""The arithmetic of the bench, its pages, its load against a real server, and a peer that knows our intents."""

import json
import math
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
import yaml
from twilio.request_validator import RequestValidator

from bench.card import put_into
from bench.speed.__main__ import SECTIONS
from bench.speed.bare import _app
from bench.speed.figures import Done, Figures, Row, against, percentile, ratio, short
from bench.speed.house import PUBLIC_URL, TOKEN
from bench.speed.load import run_at_rate, run_closed
from bench.speed.options import read
from bench.speed.peer import write_project
from bench.speed.report import begin, end, keep, shown
from bench.speed.texts import webhook, webhooks
from bot.launch.rasa import ROOT

FIGURES = Figures((Row("texts", "12 a second", aim="10"),), {"rate": 12.0}, ("as it was",))


@pytest.mark.parametrize(
    ("share", "found"),
    [(0.0, 1), (0.5, 50), (0.95, 95), (0.99, 99), (0.991, 100), (1.0, 100)],
)
def test_a_percentile_is_the_nearest_rank(share: float, found: float) -> None:
    assert percentile([*range(100, 0, -1)], share) == found


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


@pytest.mark.parametrize(("ours", "theirs", "found"), [(20, 10, 2), (5, 10, 0.5), (3, 0, math.inf), (0, 0, 1)])
def test_a_ratio_is_ours_in_theirs(ours: float, theirs: float, found: float) -> None:
    assert ratio(ours, theirs) == found


@pytest.mark.parametrize(
    ("number", "said"), [(1234.5, "1,234"), (99.96, "100.0"), (12.34, "12.3"), (0.123, "0.12"), (0, "0"), (math.inf, "inf")]
)
def test_three_figures_are_enough(number: float, said: str) -> None:
    assert short(number) == said


def test_an_answer_that_is_no_good_counts_as_failed_and_not_as_work() -> None:
    done = Done((1.0, 2.0, 3.0, 4.0), {200: 2, 503: 1, 0: 1}, 2.0)
    assert (done.rate, done.failed, done.at(0.5)) == (1.0, 2, 2.0)
    assert done.raw()["p99_ms"] == 4.0


def test_a_row_holds_both_and_their_ratio() -> None:
    assert against("p50", 10, 40, "ms", "less") == Row("p50", "10.0 ms", "40.0 ms", "0.25 times", "less")


def test_only_the_section_that_ran_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"a\n{begin('acks')}\nold\n{end('acks')}\nb\n{begin('chat')}\nkept\n{end('chat')}\nc\n")
    put_into(page, shown(FIGURES, "on a day"), begin("acks"), end("acks"))
    text = page.read_text()
    assert "old" not in text
    assert f"{begin('chat')}\nkept\n{end('chat')}\nc\n" in text
    assert "| texts | 12 a second | - | - | 10 |" in text
    assert "- as it was" in text
    with pytest.raises(ValueError, match="no place for relay"):
        put_into(page, "x", begin("relay"), end("relay"), "relay")


def test_the_json_keeps_what_earlier_runs_found(tmp_path: Path) -> None:
    path = tmp_path / "results" / "bench.json"
    keep(path, "acks", FIGURES, {"day": "2026-01-01"})
    keep(path, "chat", FIGURES, {"day": "2026-01-02"})
    found = json.loads(path.read_text())
    assert {name: part["day"] for name, part in found.items()} == {"acks": "2026-01-01", "chat": "2026-01-02"}
    assert found["acks"]["rows"][0]["ours"] == "12 a second"


def test_the_page_has_a_place_for_every_section() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text()
    assert all(begin(name) in page and end(name) in page for name in SECTIONS)


def test_sections_run_alone_and_strangers_are_refused() -> None:
    assert read(["relay", "acks"], tuple(SECTIONS)).sections == ("acks", "relay")
    assert read([], tuple(SECTIONS)).sections == tuple(SECTIONS)
    for words in (["pigeons"], ["--seconds", "3600"], ["--stock-model", "/nowhere"]):
        with pytest.raises(SystemExit):
            read(words, tuple(SECTIONS))


def test_a_webhook_is_signed_as_twilio_signs() -> None:
    head, _, body = webhook(7, "what is consent?").partition(b"\r\n\r\n")
    signature = head.decode().partition("X-Twilio-Signature: ")[2].split("\r\n")[0]
    form = {pair.partition("=")[0]: _plain(pair.partition("=")[2]) for pair in body.decode().split("&")}
    assert RequestValidator(TOKEN).validate(f"{PUBLIC_URL}/sms/receive", form, signature)
    assert len({*webhooks(30, people=3)}) == 30


@pytest.fixture
def bare_port() -> Iterator[int]:
    server = uvicorn.Server(uvicorn.Config(_app, host="127.0.0.1", port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield int(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(10)


def test_the_load_asks_each_request_once(bare_port: int) -> None:
    closed = run_closed(bare_port, webhooks(40), 8, 30)
    paced = run_at_rate(bare_port, webhooks(40), 400, 30)
    assert [(dict(done.statuses), len(done.times)) for done in (closed, paced)] == [({200: 40}, 40)] * 2


def test_nobody_there_is_a_failure_and_no_hang() -> None:
    done = run_closed(9, webhooks(3), 2, 5)
    assert (done.failed, done.rate) == (3, 0)


def test_the_peer_answers_every_intent_of_ours(tmp_path: Path) -> None:
    write_project("stock", tmp_path)
    domain, rules = (yaml.safe_load((tmp_path / f"{name}.yml").read_text()) for name in ("domain", "rules"))
    ruled = {rule["steps"][0]["intent"] for rule in rules["rules"]}
    assert {*domain["intents"]} | {"nlu_fallback"} == ruled
    assert "what_is_lev" in ruled
    assert "DIETClassifier" in (tmp_path / "config.yml").read_text()


def _plain(text: str) -> str:
    from urllib.parse import unquote_plus

    return unquote_plus(text)
