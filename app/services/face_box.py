"""Where the face of a photo is, so that the desk can show it large beside the photo."""

from __future__ import annotations

from app.domain import User
from app.photos.faces import Face, find_face
from app.services.deps import Deps
from app.services.show import show_photo


def face_box(deps: Deps, user: User, photo_id: str) -> Face | None:
    """The box of the largest face in pixels of the upright photo, or None where none is found.  Reviewers.  Raises PhotoNotFound."""
    photo = show_photo(deps, user, photo_id)
    return find_face(deps.decoder.decode(deps.blobs.path_of(photo.sha256)).image)
