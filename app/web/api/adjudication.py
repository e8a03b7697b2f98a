"""GET and POST /api/adjudication: what waits for a lead, with the answers but not the names of who gave them."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from app.domain import Role
from app.services.adjudicate import list_disagreements, open_disagreement, settle
from app.web.access import allowed
from app.web.api.decisions import verdict_request
from app.web.api.records import decision_json, iso, item_json, photo_json, read_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("adjudication", __name__)


@routes.get("/api/adjudication")
@allowed(Role.LEAD)
def waiting() -> Response:
    """{rows, total, next}: longest in the queue first, fifty at a time.  ?question= ?after="""
    found = list_disagreements(request_deps(), current_person(), _question(), after=request.args.get("after"))
    return jsonify(total=found.total, next=found.next_cursor, rows=[
        {"photo": photo_json(row.photo), "since": iso(row.since), "reads": [read_json(read) for read in row.reads]} for row in found.rows])


@routes.get("/api/adjudication/<photo_id>")
@allowed(Role.LEAD)
def one(photo_id: str) -> Response:
    """{item}: the photo under a lease, with its `reads`; 409 when it waits for no lead any more."""
    return jsonify(item=item_json(open_disagreement(request_deps(), current_person(), _question(), photo_id)))


@routes.post("/api/adjudication")
@allowed(Role.LEAD)
def store_settlement() -> Response:
    """Body as of POST /api/decisions.  {decision, repeated}: the lead's word, which is the photo's label from now on."""
    decided = settle(request_deps(), current_person(), verdict_request())
    return jsonify(decision=decision_json(decided.decision), repeated=decided.repeated)


def _question() -> str:
    return request.args.get("question", "recapture")
