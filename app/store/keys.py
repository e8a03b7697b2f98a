"""The desk's own secrets in LOUPE_HOME/keys, made on first use and readable by nobody else."""

from __future__ import annotations

from pathlib import Path


def flask_secret(home: Path) -> bytes:
    """32 random bytes for signing cookies; the same at every call."""
    raise NotImplementedError


def sign(home: Path, message: bytes) -> str:
    """HMAC-SHA256 of message under this desk's signing key, 64 hexadecimal characters."""
    raise NotImplementedError


def signed_by_desk(home: Path, message: bytes, signature: str) -> bool:
    """Whether this desk signed the message; compared in constant time."""
    raise NotImplementedError
