"""Show a photo: its record and its pictures, which are rebuilt from bare pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.domain import Photo, Role, User
from app.errors import PhotoNotFound
from app.photos.views import full_jpeg, preview_jpeg, thumbnail_jpeg
from app.services.access import require
from app.services.deps import Deps
from app.store import photos

SIZES: dict[str, Callable[[np.ndarray], bytes]] = {"thumbnail": thumbnail_jpeg, "preview": preview_jpeg, "full": full_jpeg}


def show_photo(deps: Deps, user: User, photo_id: str) -> Photo:
    """The record of a photo.  Reviewers.  Raises PhotoNotFound."""
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        return photos.get(session, photo_id)


def view_path(deps: Deps, user: User, photo_id: str, size: str) -> Path:
    """The JPEG file of a photo at one of SIZES (320 px, 1280 px, all its pixels), made if it is not there yet.

    Reviewers.  Raises PhotoNotFound, also for a size that does not exist.
    """
    photo = show_photo(deps, user, photo_id)
    if size not in SIZES:
        raise PhotoNotFound
    kept = deps.blobs.view_path(photo.sha256, size)
    if kept is not None:
        return kept
    image = deps.decoder.decode(deps.blobs.path_of(photo.sha256)).image
    return deps.blobs.put_view(photo.sha256, size, SIZES[size](image))
