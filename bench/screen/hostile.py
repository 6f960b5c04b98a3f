"""Long texts that are meant to be slow. 10,000 characters each.

Never a text that says anything.
"""

_LONG = 10_000


def _long(piece: str) -> str:
    return (piece * (_LONG // len(piece) + 1))[:_LONG]


HOSTILE = {
    "one letter": _long("a"),
    "marks on marks": _long("h\u0301\u0336\u0353\u0489"),
    "5,000 faces": _long("😭 "),
    "nested repeats": _long("i want to i want "),
    "no spaces": _long("idontwanttobehere"),
    "signs for letters": _long("k!ll@$*"),
    "unknown words": "".join(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}qzx " for n in range(1430))[
        :_LONG
    ],
    "a long story": _long("then we went to the shop and he said that it was shut so we came home again. "),
}
