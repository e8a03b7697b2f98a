"""POST /api/decisions and /api/undo: the verdicts of the desk, each stored exactly once."""

from __future__ import annotations

import sys

from flask import Blueprint, Response, jsonify, request

from app.domain import Role, Verdict
from app.errors import BadRequestBody, NoteTooLong
from app.services.review import ORDERS, VerdictRequest, decide, progress, undo, undoable
from app.web.access import allowed
from app.web.api.body import json_object, moment, optional_text, text, texts
from app.web.api.records import decision_json, item_json, photo_json, progress_json
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
    deps, user, wanted = request_deps(), current_person(), verdict_request()
    decided = decide(deps, user, wanted)
    return jsonify(
        decision=decision_json(decided.decision), repeated=decided.repeated, next=item_json(decided.next),
        progress=progress_json(progress(deps, user, wanted.question, wanted.batch)),
    )


@routes.post("/api/undo")
@allowed(Role.REVIEWER)
def take_back() -> Response:
    """Body {question, decision_id?, batch?}.  {item, progress}: the photo of one's last decision, or of that one, on the desk again.

    batch: what the progress counts, as everywhere on the desk; the answer taken back may be of any batch.
    """
    deps, user, body = request_deps(), current_person(), json_object()
    question, batch = text(body, "question"), optional_text(body, "batch")
    item = undo(deps, user, question, optional_text(body, "decision_id"))
    return jsonify(item=item_json(item), progress=progress_json(progress(deps, user, question, batch)))


@routes.get("/api/undo")
@allowed(Role.REVIEWER)
def can_be_taken_back() -> Response:
    """{decisions}: one's last twenty that stand, newest first, each with its photo (null once erased) and why it stays, or null."""
    found = undoable(request_deps(), current_person(), request.args.get("question", "recapture"))
    return jsonify(decisions=[{**(decision_json(one.decision) or {}), "photo": photo_json(one.photo) if one.photo else None,
                               "refused": one.refused} for one in found])


def verdict_request() -> VerdictRequest:
    """Only the fields that a reviewer may say; who decides, and when, the server knows better.

    Raises BadRequestBody; NoteTooLong for a body beyond every limit, since nothing else in it is as long.
    """
    if (request.content_length or 0) > (request.max_content_length or sys.maxsize):
        raise NoteTooLong
    body = json_object()
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
