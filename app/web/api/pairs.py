"""GET /api/photos/<id>/pair: the photo of the same scene, once the score may be seen."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from app.domain import Role
from app.services.found_pair import found_pair
from app.web.access import allowed
from app.web.api.records import photo_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("pairs", __name__)


@routes.get("/api/photos/<photo_id>/pair")
@allowed(Role.REVIEWER)
def pair(photo_id: str) -> Response:
    """{pair}: {photo, similarity, inliers, rotation}, or null; rotation in degrees clockwise, of that photo against this one."""
    found = found_pair(request_deps(), current_person(), photo_id)
    return jsonify(pair=None if found is None else {
        "photo": photo_json(found.partner), "similarity": found.similarity, "inliers": found.inliers, "rotation": found.rotation})
