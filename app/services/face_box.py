"""Where the face of a photo is, so that the desk can show it large beside the photo."""

from __future__ import annotations

from app.domain import User
from app.photos.faces import Face, find_face, find_face_with
from app.services.deps import Deps
from app.services.show import show_photo


def face_box(deps: Deps, user: User, photo_id: str) -> Face | None:
    """The box of the largest face in pixels of the upright photo, or None where none is found.  Reviewers.

    Raises PhotoNotFound, BadSetting where the desk's face model is none.
    """
    photo = show_photo(deps, user, photo_id)
    image, model = deps.decoder.decode(deps.blobs.path_of(photo.sha256)).image, deps.settings.face_model
    return find_face(image) if model is None else find_face_with(model, image)
