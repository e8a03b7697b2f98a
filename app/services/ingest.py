"""Take photographs in: stream, check, decode, measure and keep, or refuse and leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.domain import Origin, Photo, User
from app.services.deps import Deps


@dataclass(frozen=True)
class Received:
    """duplicate: the same bytes were here before; photo is then the one already kept."""

    photo: Photo
    duplicate: bool


def receive(deps: Deps, user: User, chunks: Iterable[bytes], name: str, origin: Origin, question: str = "recapture") -> Received:
    """Keeps one photograph with its features and puts it in the question's queue; scoring is a separate step.  Reviewers.

    Raises a PhotoRefused, DiskFull, UnknownQuestion; then nothing of it stays.
    """
    raise NotImplementedError


def ingest_path(deps: Deps, user: User, path: Path, origin: Origin, question: str = "recapture") -> Received:
    """The same for a file on this machine."""
    raise NotImplementedError
