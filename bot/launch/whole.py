"""`python -m bot.launch.whole PART WHOLE COMMAND...`: runs a command that makes a file. The file is put in place when it is whole.

Never leaves half a file where a whole one is looked for: a training that was cut off is done again.
"""

import subprocess
import sys
from pathlib import Path

from bot.launch.child import die_with_parent


def main(words: list[str]) -> int:
    """The command's exit code. It writes `PART`, which becomes `WHOLE` after a good end."""
    part, whole = Path(words[0]), Path(words[1])
    try:
        ended = subprocess.run(words[2:], check=False, preexec_fn=die_with_parent if sys.platform == "linux" else None)
        if ended.returncode == 0:
            part.replace(whole)
        return ended.returncode
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
