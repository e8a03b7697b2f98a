"""GET /api/photos/<id>, where its face is, and its pictures, which are rebuilt from bare pixels and always JPEG."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, send_file

from app.domain import Role
from app.services.face_box import face_box
from app.services.show import show_photo, view_path
from app.web.access import allowed
from app.web.api.records import photo_json
from app.web.auth import current_person
from app.web.deps import request_deps

SIZES = {"thumbnail": "thumbnail", "preview": "preview", "original": "full"}
DAY = 86_400

routes = Blueprint("photos", __name__)


@routes.get("/api/photos/<photo_id>")
@allowed(Role.REVIEWER)
def photo(photo_id: str) -> Response:
    """The record of a photo."""
    return jsonify(photo=photo_json(show_photo(request_deps(), current_person(), photo_id)))


@routes.get("/api/photos/<photo_id>/face")
@allowed(Role.REVIEWER)
def face(photo_id: str) -> Response:
    """{face}: {left, top, width, height} in pixels of the upright photo, or null; a photo never changes, so a browser may keep it."""
    found = face_box(request_deps(), current_person(), photo_id)
    answer = jsonify(face=asdict(found) if found else None)
    answer.headers["Cache-Control"] = f"private, max-age={DAY}"
    return answer


@routes.get("/api/photos/<photo_id>/<any(thumbnail, preview, original):size>")
@allowed(Role.REVIEWER)
def picture(photo_id: str, size: str) -> Response:
    """The picture at 320 px, at 1280 px, or with all its pixels; a photo never changes, so a browser may keep it."""
    path = view_path(request_deps(), current_person(), photo_id, SIZES[size])
    answer = send_file(path, mimetype="image/jpeg", conditional=True, max_age=DAY)
    answer.headers["Cache-Control"] = f"private, max-age={DAY}, immutable"
    answer.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    return answer
