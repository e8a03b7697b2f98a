"""Whether this process answers; for load balancers and for the warm-up at the start."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from app.web.access import PUBLIC, allowed

routes = Blueprint("health", __name__)


@routes.get("/healthz")
@allowed(PUBLIC)
def healthz() -> Response:
    return jsonify(status="ok")
