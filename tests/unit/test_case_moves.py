"""The machine of moves: what each state allows, and who answers in it."""

from datetime import UTC, datetime

import pytest

from bot.model.answers import Answers, who_answers
from bot.model.case import MOVES, Case, CaseState, Move, Refused, moved
from bot.model.message import Channel, ContactId
from bot.model.risk import Level

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def _case(state: CaseState) -> Case:
    return Case("c1", ContactId("0" * 32), Channel.SMS, state, Level.HIGH, (), NOW, NOW)


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("move", list(Move))
def test_a_move_is_in_the_table_or_refused(state: CaseState, move: Move) -> None:
    if (state, move) in MOVES:
        assert moved(_case(state), move).state is MOVES[state, move]
    else:
        with pytest.raises(Refused):
            moved(_case(state), move)


def test_a_closed_case_can_only_be_opened_again_to_be_read() -> None:
    assert {move: after for (state, move), after in MOVES.items() if state is CaseState.CLOSED} == {Move.REOPEN: CaseState.TO_READ}


def test_a_waiting_case_ends_only_through_a_worker() -> None:
    ends = {state for (state, _), after in MOVES.items() if after is CaseState.CLOSED}
    assert CaseState.WAITING not in ends


def test_every_move_can_be_made_somewhere() -> None:
    assert {move for _, move in MOVES} == {*Move}


@pytest.mark.parametrize(
    ("state", "answers"),
    [
        (None, Answers.BOT), (CaseState.TO_READ, Answers.BOT), (CaseState.WAITING, Answers.HOLDING),
        (CaseState.WITH_WORKER, Answers.WORKER), (CaseState.CLOSED, Answers.BOT),
    ],
)  # fmt: skip
def test_who_answers(state: CaseState | None, answers: Answers) -> None:
    assert who_answers(_case(state) if state else None) is answers
