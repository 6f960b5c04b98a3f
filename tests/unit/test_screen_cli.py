"""Lines in, one JSON object a line out, through a real process as well. Never needs Redis or Rasa."""

import io
import json
import os
import subprocess
import sys

from bot.screen.cli import screen_lines

RUN = [sys.executable, "-c", "import sys; from bot.screen.cli import main; sys.exit(main())"]


def answers(*lines: str) -> list[dict[str, object]]:
    out = io.StringIO()
    screen_lines(lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_object_a_line_with_exactly_these_names() -> None:
    (answer,) = answers("ok i want to die\n")
    assert answer == {
        "level": "high",
        "kinds": ["suicide"],
        "findings": [
            {
                "kind": "suicide",
                "level": "high",
                "phrase": "want to die",
                "start": 5,
                "end": 16,
                "rule": "phrase",
                "confidence": 0.9,
                "marks": [],
            }
        ],
    }


def test_an_empty_line_has_its_answer_and_lines_do_not_touch() -> None:
    nothing = {"level": "none", "kinds": [], "findings": []}
    assert answers("\n", "i want to\n", "die\n", "") == [nothing] * 4


def test_a_process_answers_each_line_at_once_and_survives_bad_bytes() -> None:
    with subprocess.Popen(RUN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"}) as process:
        assert process.stdin and process.stdout
        levels = []
        for line in (b"hello\n", b"i want to die\n", b"\xff\xfe\x00 i can\xe2\x80\x99t cope\n", b"\n", b"a\rb\x85 c\x0c d\n"):
            process.stdin.write(line)
            process.stdin.flush()
            levels.append(json.loads(process.stdout.readline())["level"])
        process.stdin.close()
        assert levels == ["none", "high", "concern", "none", "none"]
        assert process.stdout.read() == b""
        assert process.wait() == 0


def test_places_count_characters_of_the_line() -> None:
    line = "\udcff😭 i can’t cope"
    (answer,) = answers(line + "\n")
    (finding,) = answer["findings"]  # type: ignore[misc]
    assert line[finding["start"] : finding["end"]] == "can’t cope"
