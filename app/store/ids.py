"""Random ids; they say nothing about the person or photograph that they name."""

from __future__ import annotations

import secrets
import time


def new_id() -> str:
    """32 hexadecimal characters, 128 random bits."""
    return secrets.token_hex(16)


def new_id_in_time() -> str:
    """32 hexadecimal characters: 48 bits of the time in milliseconds, then 80 random ones.

    In a table that grows by time alone, neighbours in time are neighbours in every index.  Not for what must not tell its age, as
    photographs, among which gold is hidden.  Source: the layout of UUID version 7, RFC 9562.
    """
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"
