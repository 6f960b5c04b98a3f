"""Figures of several processes as one. A folder of this run's own in, one registry with everything out.

Never imported after `prometheus_client`: the package decides where its figures lie when it is imported.
"""

import contextlib
import os
import shutil
from pathlib import Path

from bot.launch.child import told_to_all

_WHERE = "PROMETHEUS_MULTIPROC_DIR"  # the package's own name for it


def keep_figures_in(var: Path) -> Path:
    """Before anything is counted: from now on all processes that part from this one count together. Returns the folder."""
    for old in var.glob("figures-*"):
        if not _alive(old.name.removeprefix("figures-")):
            shutil.rmtree(old, ignore_errors=True)
    folder = var.absolute() / f"figures-{os.getpid()}"
    folder.mkdir(parents=True, exist_ok=True)
    told_to_all(_WHERE, str(folder))
    return folder


def _alive(pid: str) -> bool:
    with contextlib.suppress(ValueError, ProcessLookupError):
        with contextlib.suppress(PermissionError):
            os.kill(int(pid), 0)
        return True
    return False
