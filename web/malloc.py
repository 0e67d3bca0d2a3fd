"""What the C library keeps of the memory that it was given back, in processes that live for long.

By itself glibc has a heap for each thread, and lets each grow to what the largest page ever took.
"""

import ctypes

MMAP_THRESHOLD, ARENA_MAX = -3, -8
MAX_HEAPS = 2
LARGE = 256 * 1024  # bytes, from which on a block goes back at once


def keep_little() -> None:
    """Have few heaps, shared by the threads; a C library without such knobs does as it pleases."""
    set_knob = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_knob:
        set_knob(ARENA_MAX, MAX_HEAPS)
        set_knob(MMAP_THRESHOLD, LARGE)
