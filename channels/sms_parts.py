"""How a text goes out as an SMS. A text in; what is sent, and the segments it takes on the air, out.

Never changes a word: only curly quotes, long dashes and the like become plain ones, and only when that makes it shorter.
"""

from dataclasses import dataclass

from bot.model.segments import count_segments
from channels.clean import clean_text

MOST_UNITS = 1_600  # Twilio's limit for one text, whatever the encoding; counted in 16-bit units, the stricter reading
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t", " "),
        **dict.fromkeys("\u200b\u2060\ufeff", ""),
        "\u2026": "...",
        "\u2022": "-",
    }
)
"""What phones and word processors put in by themselves, one of which alone more than halves what a segment holds."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One SMS: Twilio takes `body` whole, cuts it into `segments`, and the phone joins them again.

    `encoding` is `GSM-7` or `UCS-2`. `fits` is false beyond Twilio's limit: then it must not be sent.
    """

    body: str
    encoding: str
    segments: int
    fits: bool


def pack(text: str) -> Packed:
    """The text as it is sent: with plain punctuation where that saves segments, else untouched."""
    text = clean_text(text)
    plain = text.translate(_PLAIN)
    body = plain if count_segments(plain).segments < count_segments(text).segments else text
    size = count_segments(body)
    units = len(body.encode("utf-16-le")) // 2
    return Packed(body, size.encoding, size.segments, units <= MOST_UNITS)
