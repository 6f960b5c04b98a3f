"""A process that has loaded all it needs. Nothing in or out.

Never again looks through what was loaded, and gives back the memory that loading it took.
"""

import ctypes
import gc


def settle() -> None:
    """Called once, when all is loaded: what stays is not looked through again, and is shared with who parts from us."""
    gc.collect()
    clib = ctypes.CDLL(None)
    if hasattr(clib, "malloc_trim"):  # glibc's; others give back by themselves or not at all
        clib.malloc_trim(0)
    gc.freeze()
