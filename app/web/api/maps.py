"""GET /api/photos/<id>/maps and its pictures: where in a photo the families of features see something."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from app.domain import Role
from app.services.evidence_maps import MEDIA_TYPES, map_named, map_picture, map_tag, maps_of
from app.services.show import show_photo
from app.web.access import allowed
from app.web.auth import current_person
from app.web.deps import request_deps

DAY = 86_400

routes = Blueprint("maps", __name__)


@routes.get("/api/photos/<photo_id>/maps")
@allowed(Role.REVIEWER)
def list_of_maps(photo_id: str) -> Response:
    """{maps}: those of ?question=, each with what it shows, when it misleads, and the address of its picture."""
    photo = show_photo(request_deps(), current_person(), photo_id)
    return jsonify(maps=[
        {"id": one.id, "title": one.title, "shows": one.shows, "misleads": one.misleads, "overlays": one.overlays, "version": one.version,
         "picture": f"/api/photos/{photo.id}/maps/{one.id}"}
        for one in maps_of(request.args.get("question", "recapture"))
    ])


@routes.get("/api/photos/<photo_id>/maps/<map_id>")
@allowed(Role.REVIEWER)
def picture(photo_id: str, map_id: str) -> Response:
    """The map as PNG or JPEG; its tag names photo and map version, so that a kept one is asked for but not sent again.  ?question="""
    deps, user, question = request_deps(), current_person(), request.args.get("question", "recapture")
    tag = map_tag(deps, user, photo_id, map_id, question)
    if request.if_none_match.contains(tag):
        answer = Response(status=304)
    else:
        answer = Response(map_picture(deps, user, photo_id, map_id, question), content_type=MEDIA_TYPES[map_named(map_id).type])
        answer.headers["Content-Disposition"] = f'inline; filename="map.{map_named(map_id).type}"'
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = f"private, max-age={DAY}"
    return answer
