"""How much freed memory the C library keeps in processes that run for long.

By default glibc has a heap for each thread, and each grows to what the largest page ever took.
"""

import ctypes

MMAP_THRESHOLD, ARENA_MAX = -3, -8
MAX_HEAPS = 2
LARGE = 256 * 1024  # bytes: freed blocks from this size on are given back at once


def limit_heaps() -> None:
    """Have the threads share few heaps, where the C library has `mallopt`."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(ARENA_MAX, MAX_HEAPS)
        mallopt(MMAP_THRESHOLD, LARGE)
