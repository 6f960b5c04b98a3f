"""`make sign FILE=data/risk/`: how somebody signs a file or a folder as it stands. A path in; a line for data/signed.yml out.

Never signs: it writes no name and no file.
"""

import sys
from datetime import date
from pathlib import Path

from bot.content.signed import as_of

ROOT = Path(__file__).parent.parent.parent


def main(words: list[str], root: Path = ROOT) -> int:
    """0, or 1 when there is no such file."""
    for file in words:
        if not (root / file).exists() or (root / file).is_dir() != file.endswith("/"):
            print(f"There is no {file} (a folder ends with a slash).", file=sys.stderr)
            return 1
        today = date.today()  # noqa: DTZ011  a day is enough
        print(f"  - {{file: {file}, by: FIRST LAST, on: {today}, as_of: {as_of(root, file)}}}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
