"""Photos: one row an upload."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain import Origin, Photo
from app.store.engine import Session


def add(session: Session, photo: Photo) -> bool:
    """Stores a photo; False (and nothing stored) when one with the same sha256 is there.  photo.id comes from ids.new_id()."""
    raise NotImplementedError


def add_many(session: Session, photos: Iterable[Photo]) -> None:
    """Stores photos known to be new, fast.  Raises sqlalchemy.exc.IntegrityError for a sha256 that is there."""
    raise NotImplementedError


def get(session: Session, photo_id: str) -> Photo:
    """Raises PhotoNotFound, for an erased photo too."""
    raise NotImplementedError


def by_sha256(session: Session, sha256: str) -> Photo | None:
    raise NotImplementedError


def many(session: Session, photo_ids: Sequence[str]) -> dict[str, Photo]:
    """Those of the ids that exist and are not erased."""
    raise NotImplementedError


def set_origin(session: Session, photo_id: str, origin: Origin) -> None:
    """Replaces subject, group, batch, reference and source.  Raises PhotoNotFound."""
    raise NotImplementedError


def batches(session: Session) -> list[str]:
    """The names of all batches, sorted."""
    raise NotImplementedError


def of_subject(session: Session, subject: str) -> list[str]:
    """Ids of the photos of one person."""
    raise NotImplementedError


def erase(session: Session, photo_id: str, now: datetime) -> str | None:
    """Empties what names the person (name, sha256, salt, origin, metadata, features, notes); returns the sha256 whose bytes must go.

    Decisions and their chain stay and verify.  None when it was erased before.  Raises PhotoNotFound.
    """
    raise NotImplementedError
