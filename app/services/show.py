"""Show a photo: its record and its pictures, which are rebuilt from bare pixels."""

from __future__ import annotations

from pathlib import Path

from app.domain import Photo, User
from app.services.deps import Deps

SIZES = ("thumbnail", "preview", "full")


def show_photo(deps: Deps, user: User, photo_id: str) -> Photo:
    """The record of a photo.  Reviewers.  Raises PhotoNotFound."""
    raise NotImplementedError


def view_path(deps: Deps, user: User, photo_id: str, size: str) -> Path:
    """The JPEG file of a photo at one of SIZES (320 px, 1280 px, all its pixels), made if it is not there yet.

    Reviewers.  Raises PhotoNotFound; also for a size that does not exist.
    """
    raise NotImplementedError
