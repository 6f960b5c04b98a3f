"""How words hang together by their names: a topic, its `_more` and its `_what_if`. A name in, names out.

Never a list of topics: authors add them.
"""

MORE = "_more"
WHAT_IF = "_what_if"


def topic_of(name: str) -> str:
    """The topic a word belongs to: `nudes_sent` for `nudes_sent_more`."""
    return name.removesuffix(MORE).removesuffix(WHAT_IF)
