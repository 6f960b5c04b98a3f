"""What a Twilio may be made to do next. Programmed moods in, one at a time out, in order."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Mood:
    """How one request goes. `kind` is fine, status, code, problem, hang, cut or garbled; `takes`: the text is kept."""

    kind: str = "fine"
    number: float = 0
    takes: bool = True


class Moods:
    """Programmed from a test's thread, used up by the server's."""

    def __init__(self) -> None:
        self._next: deque[Mood] = deque()
        self.lists: deque[int] = deque()  # statuses of the next requests for the list, where it is refused

    def next(self) -> Mood:
        """The mood of the request at hand; fine when none was programmed."""
        return self._next.popleft() if self._next else Mood()

    def will_fail(self, status: int, times: int = 1) -> None:
        """The next `times` requests end with this HTTP status and are not taken."""
        self._next.extend([Mood("status", status, takes=False)] * times)

    def will_not_list(self, status: int, times: int = 1) -> None:
        """The next `times` requests for the list end with this HTTP status."""
        self.lists.extend([status] * times)

    def will_refuse(self, code: int, times: int = 1, *, newer_form: bool = False) -> None:
        """The next `times` requests are refused with this Twilio code, such as 21610; `newer_form` is RFC 9457's."""
        self._next.extend([Mood("problem" if newer_form else "code", code, takes=False)] * times)

    def will_take_and_fail(self, status: int, times: int = 1) -> None:
        """The next `times` requests are taken, yet answered with this HTTP status."""
        self._next.extend([Mood("status", status)] * times)

    def will_be_slow(self, seconds: float, times: int = 1) -> None:
        """The next `times` requests are taken at once and answered after so long."""
        self._next.extend([Mood("hang", seconds)] * times)

    def will_take_and_hang(self, seconds: float) -> None:
        """The next request is taken, but its answer comes too late."""
        self.will_be_slow(seconds)

    def will_take_and_cut_off(self) -> None:
        """The next request is taken, and the connection breaks in the middle of the answer."""
        self._next.append(Mood("cut"))

    def will_garble(self) -> None:
        """The next request is not taken, and its answer is not JSON, as from a proxy in between."""
        self._next.append(Mood("garbled", takes=False))
