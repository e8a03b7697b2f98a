"""POST /api/decisions and /api/undo: the verdicts of the desk, each stored exactly once."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from app.domain import Role, Verdict
from app.errors import BadRequestBody
from app.services.review import ORDERS, VerdictRequest, decide, progress, undo
from app.web.access import allowed
from app.web.api.body import json_object, moment, optional_text, text, texts
from app.web.api.records import decision_json, item_json, progress_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("decisions", __name__)


@routes.post("/api/decisions")
@allowed(Role.REVIEWER)
def store_verdict() -> Response:
    """Body {request_id, photo_id, question, verdict, lease_id, reasons?, note?, score_id?, shown_at?, label?, order?, batch?}.

    {decision, repeated, next, progress}; the same request_id again answers the same and stores nothing.  409 with the
    sentence when the lease was lost, the photo is decided already, or the request_id belongs to another verdict.
    """
    deps, user, wanted = request_deps(), current_person(), _verdict_request(json_object())
    decided = decide(deps, user, wanted)
    return jsonify(
        decision=decision_json(decided.decision), repeated=decided.repeated, next=item_json(decided.next),
        progress=progress_json(progress(deps, user, wanted.question, wanted.batch)),
    )


@routes.post("/api/undo")
@allowed(Role.REVIEWER)
def take_back() -> Response:
    """Body {question}.  {item, progress}: the photo of one's last decision, on the desk again."""
    deps, user, question = request_deps(), current_person(), text(json_object(), "question")
    item = undo(deps, user, question)
    return jsonify(item=item_json(item), progress=progress_json(progress(deps, user, question)))


def _verdict_request(body: dict) -> VerdictRequest:
    """Only the fields that a reviewer may say; who decides, and when, the server knows better."""
    verdict = text(body, "verdict")
    if verdict not in list(Verdict):
        raise BadRequestBody(f"verdict must be one of {', '.join(Verdict)}.")
    order = optional_text(body, "order")
    return VerdictRequest(
        request_id=text(body, "request_id"), photo_id=text(body, "photo_id"), question=text(body, "question"),
        verdict=Verdict(verdict), lease_id=text(body, "lease_id"), reasons=texts(body, "reasons"), note=optional_text(body, "note"),
        score_id=optional_text(body, "score_id"), shown_at=moment(body, "shown_at"), label=optional_text(body, "label"),
        order=order if order in ORDERS else ORDERS[0], batch=optional_text(body, "batch"),
    )
