"""Every route of desk, figures and voices that has to do with a young person, with what it is asked; of others, why not. Plain data."""

from dataclasses import dataclass, field

from tests.desk_house import ADA, PLACE

CASE = "/desk/case/{contact:str}/{case_id:str}"
BLOCK = ("block", {"reason": "prank", "days": "1", "why": "rings on"})
CLAIM, CLOSE = ("claim", {}), ("close", {"outcome": "practice"})
OFFER = ("offer", {"to": "TAM", "note": "she is at school"})
REFERRAL, ASSESSMENT = f"{PLACE}/referral", f"{PLACE}/assessment"

type Form = dict[str, str | list[str]]
type Step = tuple[str, Form]


@dataclass(frozen=True)
class Asked:
    """One request: `who` (a lead, or the worker with whom the case is not) after the moves of `before`. TAM stands for his id."""

    path: str
    form: Form = field(default_factory=dict)
    before: tuple[Step, ...] = ()
    who: str = "lee"


def _move(name: str, *before: Step, who: str = "lee", **form: str | list[str]) -> Asked:
    return Asked(f"{PLACE}/{name}", form, before, who)


MOVES = (
    _move("claim"),
    _move("acknowledge"),
    _move("say", CLAIM, text="hello", nonce="n" * 12),
    _move("note", text="calm now"),
    _move("release", CLAIM),
    _move("hand_back", CLAIM),
    _move("mark", line="LINE", verdict="missed", kind="home_harm", level="high"),
    _move("hand_over", CLAIM, to="TAM"),
    _move(OFFER[0], CLAIM, to="TAM", note="she is at school"),
    _move("open_note", CLAIM, OFFER, who="tam"),
    _move("accept", CLAIM, OFFER, ("open_note", {}), who="tam"),
    _move("decline", CLAIM, OFFER, who="tam", why="no room"),
    _move("assign", to="TAM"),
    _move("ask_lead", text="please look"),
    _move("look", ("ask_lead", {"text": "please look"})),
    _move("reopen", CLAIM, CLOSE),
    _move("refer", CLAIM, to="maru"),
    _move("close", CLAIM, outcome="practice"),
    _move(BLOCK[0], CLAIM, CLOSE, reason="prank", days="1", why="rings on"),
    _move("unblock", CLAIM, CLOSE, BLOCK),
    _move("safe_here", CLAIM, here="no"),
    _move("safe_time", CLAIM, day=["1"], opens="16:00", closes="18:00"),
    _move("safe_time_out", CLAIM, ("safe_time", {"day": ["1"], "opens": "16:00", "closes": "18:00"}), time="Tuesday, 4pm to 6pm"),
    _move("code_word", CLAIM, word="kettle"),
    _move("still_you", CLAIM),
    _move("still_you_answer", CLAIM, ("still_you", {}), answer="matched"),
)
SILENT_MOVES = {
    "draft": "it keeps what the worker types, for two hours at most; nothing is read and nothing moves",
    "writing": "it tells the other page that somebody types; no words",
}
WALKED_ELSEWHERE = {"post_again": "it needs a case system that refused: its line is looked for in tests/rooms/test_post.py"}
_ROTA: Form = {"role": "on_call", "name": "Lee", "number": "07700 900111", "begins": "2026-11-20T11:00", "ends": "2026-11-20T20:00"}

NOTED: dict[str, tuple[Asked, ...]] = {
    f"GET {CASE}": (Asked(PLACE), Asked(f"{PLACE}?live=1"), Asked(f"{PLACE}?before=9-9"), Asked(PLACE, before=(CLAIM, CLOSE))),
    f"GET {CASE}/live": (Asked(f"{PLACE}/live"),),
    f"POST {CASE}/{{move:str}}": MOVES,
    f"POST {CASE}/number": (Asked(f"{PLACE}/number", {"why": "emergency"}),),
    f"GET {CASE}/assessment": (Asked(ASSESSMENT),),
    f"POST {CASE}/assessment/{{part:str}}": (
        Asked(f"{ASSESSMENT}/signs", {"is_weapon": "no"}, (CLAIM,)),
        Asked(f"{ASSESSMENT}/own_words", {"wants": "it to stop"}, (CLAIM,)),
        Asked(f"{ASSESSMENT}/decision", {"level": "high", "what": "refer", "why": "x"}, (CLAIM,)),
    ),
    f"GET {CASE}/referral": (Asked(REFERRAL),),
    f"GET {CASE}/referral.pdf": (Asked(f"{REFERRAL}.pdf"),),
    f"GET {CASE}/referral.json": (Asked(f"{REFERRAL}.json"),),
    f"POST {CASE}/referral/route": (Asked(f"{REFERRAL}/route", {"route": "maru", "why": "x"}, (CLAIM,)),),
    f"POST {CASE}/referral/route_out": (Asked(f"{REFERRAL}/route_out", {"route": "maru"}, (CLAIM, ("referral/route", {"route": "maru"}))),),
    "POST /desk/next": (Asked("/desk/next", {"nonce": "n" * 12}),),
    "GET /desk/reviews": (Asked("/desk/reviews"),),
    "GET /desk/closed": (Asked("/desk/closed"),),
    "POST /desk/reviews": (Asked("/desk/reviews", before=(CLAIM, ("close", {"outcome": "advice", "theme": "THEME"}))),),
    "POST /desk/reviews/{contact:str}/{case_id:str}": (Asked(f"/desk/reviews/{ADA}/c1", {"do": "not_done", "text": "mine"},
        (CLAIM, ("close", {"outcome": "advice", "theme": "THEME"}), ("/desk/reviews", {}))),),
    "GET /desk/listening": (Asked("/desk/listening"),),
    "POST /desk/listening/{month:str}/{voice_id:str}": (Asked("/desk/listening/2026-11/v1", {"do": "leave_out"}),),
    "GET /desk/voices": (Asked("/desk/voices"),),
    "GET /themes/report": (Asked("/themes/report?from=2026-Q1&months=6&as=json"),),
    "GET /desk/register": (Asked("/desk/register"),),
    "GET /desk/blocks": (Asked("/desk/blocks"),),
    "GET /desk/exposure": (Asked("/desk/exposure"),),
    "POST /desk/debrief": (Asked("/desk/debrief", {"text": "a hard day"}),),
    "POST /desk/rota": (Asked("/desk/rota", _ROTA),),
    "POST /desk/rota/{turn:str}": (Asked("/desk/rota/t1"),),
    "GET /desk/audit": (Asked("/desk/audit"),),
    "POST /desk/audit": (Asked("/desk/audit", {"all": "yes"}),),
    "GET /desk/audit/export": (Asked("/desk/audit/export"),),
    "POST /desk/you-said": (Asked("/desk/you-said", {"said": "Be open late", "did": "We are open until six"}),),
    "POST /desk/people": (Asked("/desk/people", {"role": "designer"}),),
    "POST /desk/people/{worker:str}/{act:str}": (Asked("/desk/people/TAM/off", {"role": ""}),),
    "POST /desk/me/{act:str}": (Asked("/desk/me/end", {"name": "others"}),),
    "POST /desk/sign-out": (Asked("/desk/sign-out", {"now": "yes"}),),
}  # fmt: skip

_LISTED = "a live list that is read again at every bell: levels, kinds, ages and Lev's own phrases, no words of theirs; docs/desk.md says so"
_NOBODY = "it holds nothing of a young person"
_PUBLISHED = (
    "figures of five people or more, as they were published: nobody's words, and no count that tells of one person; docs/themes.md"
)
_SIGNING_IN = "an account, not a young person; what comes of it is in the audit: tests/rooms/test_signing_in_is_noted.py, test_new_password.py"
_FACTOR = "an account, not a young person; what comes of it is in the audit: tests/rooms/test_accounts.py, test_oidc_people.py"

SILENT: dict[str, str] = {
    "GET /desk": _LISTED,
    "GET /desk/overview": _LISTED,
    "GET /desk/live": "a bell without words, for the list",
    **dict.fromkeys(("GET /desk/sign-in", "GET /desk/assets/{name:str}", "GET /desk/leading", "GET /desk/words", "GET /desk/you-said"), _NOBODY),
    **dict.fromkeys(("GET /desk/me", "GET /desk/people", "GET /desk/rota", "GET /desk/welcome/{token:str}", "GET /desk/password/{token:str}"), "accounts and colleagues"),
    **dict.fromkeys(("POST /desk/on", "POST /desk/off", "POST /desk/sound"), "a worker's own shift, gone at its end"),
    **dict.fromkeys(("POST /desk/sign-in", "POST /desk/welcome/{token:str}", "POST /desk/password/{token:str}"), _SIGNING_IN),
    **dict.fromkeys(("GET /desk/code", "POST /desk/code", "GET /desk/second", "POST /desk/second"), _FACTOR),
    **dict.fromkeys(("POST /desk/passkey/begin", "POST /desk/passkey", "POST /desk/me/passkey_begin", "POST /desk/me/passkey"), _FACTOR),
    **dict.fromkeys(("POST /desk/council", "GET /desk/council/back"), _FACTOR),
    "GET /desk/debrief": "a worker's own notes, read by themselves",
    "POST /desk/you-said/{entry:str}": "as POST /desk/you-said; tests/rooms/test_you_said.py",
    **dict.fromkeys(("GET /desk/practice", "POST /desk/practice", "GET /desk/practice/talk", "POST /desk/practice/talk/{act:str}"),
                    "scripted: nobody real"),
    **dict.fromkeys(("GET /themes", "GET /themes/figures/{name:str}"), _PUBLISHED),
    **dict.fromkeys(("GET /themes/themes.css", "GET /voices/voices.css"), "a style"),
    "GET /voices": "public, without a sign-in: what was published, in the words of designers and leads",
}  # fmt: skip
"""Routes that leave no line by themselves, each with why it need not."""
