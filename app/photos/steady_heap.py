"""Keeps the memory of freed arrays in the process, instead of handing it back to the system after each photograph."""

from __future__ import annotations

import ctypes

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # the numbers of glibc's malloc.h
KEPT, FROM_HEAP, ARENAS = 64 << 20, 32 << 20, 2


def steady_heap() -> bool:
    """Blocks up to 32 MiB come from a heap that keeps up to 64 MiB of freed memory, in at most two arenas; whether that was possible.

    Each new page costs the system about two microseconds to clear: without it sharpness at 1024 takes 43 ms where its arithmetic takes 15.
    May be called again.  Does nothing where the C library is not glibc.
    """
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):
        return False
    settings = ((ARENA_MAX, ARENAS), (MMAP_THRESHOLD, FROM_HEAP), (TRIM_THRESHOLD, KEPT))
    return all([library.mallopt(name, value) for name, value in settings])
