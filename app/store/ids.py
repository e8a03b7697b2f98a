"""Random ids; they say nothing about the person or photograph that they name."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """32 hexadecimal characters, 128 random bits."""
    return secrets.token_hex(16)
