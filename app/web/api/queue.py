"""GET /api/next and its like: the photo on the desk, those that come after it, its score on request, giving it back or passing it on."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from app.domain import Role
from app.services.reveal import ask_score
from app.services.review import ORDERS, coming_photos, next_photo, open_photo, progress, release, skip
from app.web.access import allowed
from app.web.api.body import json_object, optional_text, text
from app.web.api.records import item_json, photo_json, progress_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("queue", __name__)


@routes.get("/api/next")
@allowed(Role.REVIEWER)
def next_item() -> Response:
    """{item, progress}: the next photo under a lease, or item null when the queue is empty.  ?question= ?batch= ?order="""
    deps, user, question, batch = request_deps(), current_person(), _question(), request.args.get("batch") or None
    item = next_photo(deps, user, question, _order(), batch)
    return jsonify(item=item_json(item), progress=progress_json(progress(deps, user, question, batch)))


@routes.get("/api/open/<photo_id>")
@allowed(Role.REVIEWER)
def open_item(photo_id: str) -> Response:
    """{item, progress}: one photo by id; lease_id is null where it can only be looked at."""
    deps, user, question = request_deps(), current_person(), _question()
    item = open_photo(deps, user, question, photo_id)
    return jsonify(item=item_json(item), progress=progress_json(progress(deps, user, question, request.args.get("batch") or None)))


@routes.get("/api/coming")
@allowed(Role.REVIEWER)
def coming() -> Response:
    """{photos}: those that come after ?on=<id>, reserved for a minute so that the browser can decode them."""
    photos = coming_photos(request_deps(), current_person(), _question(), _order(), request.args.get("batch") or None,
                           on_desk=request.args.get("on") or None)
    return jsonify(photos=[photo_json(photo) for photo in photos])


@routes.get("/api/progress")
@allowed(Role.REVIEWER)
def how_far() -> Response:
    """{progress}: how many this person judged today, how many wait, how many there are."""
    return jsonify(progress=progress_json(progress(request_deps(), current_person(), _question(), request.args.get("batch") or None)))


@routes.post("/api/release")
@allowed(Role.REVIEWER)
def give_back() -> Response:
    """Body {photo_id, lease_id, question}: back to the queue, undecided."""
    body = json_object()
    release(request_deps(), current_person(), text(body, "question"), text(body, "photo_id"), text(body, "lease_id"))
    return jsonify(released=True)


@routes.post("/api/skip")
@allowed(Role.REVIEWER)
def pass_on() -> Response:
    """Body {photo_id, lease_id, question, order?, batch?}.  {item, progress}: the next photo; this one is left to others."""
    deps, user, body = request_deps(), current_person(), json_object()
    question, batch, order = text(body, "question"), optional_text(body, "batch"), optional_text(body, "order")
    item = skip(deps, user, question, text(body, "photo_id"), text(body, "lease_id"), order if order in ORDERS else ORDERS[0], batch)
    return jsonify(item=item_json(item), progress=progress_json(progress(deps, user, question, batch)))


@routes.post("/api/reveal")
@allowed(Role.REVIEWER)
def show_score() -> Response:
    """Body {photo_id, lease_id, question}.  {item} with its score, where the policy lets people ask for it; else 403."""
    body = json_object()
    item = ask_score(request_deps(), current_person(), text(body, "question"), text(body, "photo_id"), text(body, "lease_id"))
    return jsonify(item=item_json(item))


def _question() -> str:
    return request.args.get("question", "recapture")


def _order() -> str:
    order = request.args.get("order", ORDERS[0])
    return order if order in ORDERS else ORDERS[0]
