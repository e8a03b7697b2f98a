"""The REST API: JSON in, JSON or photographs out; each file holds the routes of one noun."""

from __future__ import annotations

from flask import Flask

from app.web.api import adjudication, decisions, errors, exports, gold, health, maps, pairs, photos, policies, queue, steering, uploads


def add_api(server: Flask) -> None:
    """Register every route and the sentences of its errors."""
    for part in (health, uploads, photos, maps, pairs, queue, decisions, adjudication, steering, policies, gold, exports):
        server.register_blueprint(part.routes)
    errors.add_error_answers(server)
