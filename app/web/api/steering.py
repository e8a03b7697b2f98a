"""POST /api/assign, its taking back, and /api/hold: what leads do to a queue."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from app.domain import Role
from app.errors import BadRequestBody
from app.services.assign import assign, take_back_assigned
from app.services.hold import held_photos, hold
from app.web.access import allowed
from app.web.api.body import json_object, optional_text, text, texts
from app.web.api.records import photo_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("steering", __name__)


@routes.post("/api/assign")
@allowed(Role.LEAD)
def give_to() -> Response:
    """Body {question, reviewer, photo_ids or batch}; reviewer: a name, null for everybody again.  {assigned, id}.

    assigned: how many come up there now; id: takes them back.
    """
    body = json_object()
    done = assign(request_deps(), current_person(), text(body, "question"), optional_text(body, "reviewer"), texts(body, "photo_ids"),
                  optional_text(body, "batch"))
    return jsonify(assigned=done.photos, id=done.id)


@routes.post("/api/assign/take-back")
@allowed(Role.LEAD)
def give_back() -> Response:
    """Body {id} of an assignment.  {changed}: how many wait again for whom they waited before; 409 when there are none left."""
    return jsonify(changed=take_back_assigned(request_deps(), current_person(), text(json_object(), "id")))


@routes.post("/api/hold")
@allowed(Role.LEAD)
def hold_back() -> Response:
    """Body {question, photo_ids or batch, held: true or false}.  {changed}: how many."""
    body = json_object()
    if not isinstance(body.get("held"), bool):
        raise BadRequestBody("held must be true or false.")
    return jsonify(changed=hold(request_deps(), current_person(), text(body, "question"), texts(body, "photo_ids"), body["held"],
                                optional_text(body, "batch")))


@routes.get("/api/held")
@allowed(Role.LEAD)
def held() -> Response:
    """{photos} that are held back, longest in the queue first.  ?question="""
    found = held_photos(request_deps(), current_person(), request.args.get("question", "recapture"))
    return jsonify(photos=[photo_json(photo) for photo in found])
