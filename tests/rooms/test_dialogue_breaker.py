"""When the door stops asking, and how it comes back. The clock is a number."""

from bot.dialogue.breaker import FAILURES, REST_SECONDS, Breaker


def _opened(at: float = 0.0) -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES):
        assert breaker.may_ask(at)
        breaker.went_wrong(at)
    return breaker


def test_some_failures_are_not_enough() -> None:
    breaker = Breaker()
    for _ in range(FAILURES * 3):
        for _ in range(FAILURES - 1):
            breaker.went_wrong(0.0)
        breaker.went_well()
    assert breaker.may_ask(0.0)


def test_it_rests_after_failures_in_a_row() -> None:
    breaker = _opened()
    assert not breaker.may_ask(0.0)
    assert not breaker.may_ask(REST_SECONDS - 0.01)


def test_one_caller_tries_after_the_rest() -> None:
    breaker = _opened()
    assert breaker.may_ask(REST_SECONDS)
    assert not breaker.may_ask(REST_SECONDS), "the others wait for how it went"


def test_a_good_try_closes_it_for_all() -> None:
    breaker = _opened()
    assert breaker.may_ask(REST_SECONDS)
    breaker.went_well()
    assert all(breaker.may_ask(REST_SECONDS) for _ in range(5))


def test_a_bad_try_rests_again() -> None:
    breaker = _opened()
    assert breaker.may_ask(REST_SECONDS)
    breaker.went_wrong(REST_SECONDS + 2)
    assert not breaker.may_ask(REST_SECONDS * 2 + 1.9)
    assert breaker.may_ask(REST_SECONDS * 2 + 2)


def test_a_try_that_never_came_back_is_tried_again() -> None:
    breaker = _opened()
    assert breaker.may_ask(REST_SECONDS)
    assert breaker.may_ask(REST_SECONDS * 2)
