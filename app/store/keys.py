"""The desk's own secrets in LOUPE_HOME/keys, made on first use and readable by nobody else."""

from __future__ import annotations

import fcntl
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from app.store.durable import write_file


def flask_secret(home: Path) -> bytes:
    """32 random bytes for signing cookies; the same at every call."""
    return _key(home, "flask")


def sign(home: Path, message: bytes) -> str:
    """HMAC-SHA256 of message under this desk's signing key, 64 hexadecimal characters."""
    return hmac.new(_key(home, "signing"), message, sha256).hexdigest()


def signed_by_desk(home: Path, message: bytes, signature: str) -> bool:
    """Whether this desk signed the message; compared in constant time."""
    return hmac.compare_digest(sign(home, message).encode(), signature.encode())


def _key(home: Path, name: str) -> bytes:
    path = home / "keys" / name
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path.parent / ".lock", "w") as lock:  # two workers start at once: both must end with the same key
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            write_file(path, secrets.token_bytes(32), mode=0o600)
        os.chmod(path, 0o600)
