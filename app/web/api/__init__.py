"""The REST API: JSON in, JSON or photographs out; each file holds the routes of one noun."""

from __future__ import annotations

from flask import Flask

from app.web.api import decisions, errors, exports, health, maps, photos, queue, uploads


def add_api(server: Flask) -> None:
    """Register every route and the sentences of its errors."""
    for part in (health, uploads, photos, maps, queue, decisions, exports):
        server.register_blueprint(part.routes)
    errors.add_error_answers(server)
