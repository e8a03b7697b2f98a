"""Read the JSON body of a request, field by field, refusing what has the wrong type."""

from __future__ import annotations

from datetime import datetime

from flask import request

from app.errors import BadRequestBody


def json_object() -> dict:
    """The body as a dict.  Raises BadRequestBody for anything else."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadRequestBody("The body must be a JSON object.")
    return body


def text(body: dict, field: str) -> str:
    """A text that must be there.  Raises BadRequestBody."""
    value = optional_text(body, field)
    if value is None:
        raise BadRequestBody(f"{field} is missing.")
    return value


def optional_text(body: dict, field: str) -> str | None:
    """A text, or None where it is absent, null or empty.  Raises BadRequestBody for another type."""
    value = body.get(field)
    if value is not None and not isinstance(value, str):
        raise BadRequestBody(f"{field} must be a text.")
    return value or None


def texts(body: dict, field: str) -> tuple[str, ...]:
    """A list of texts, empty where it is absent.  Raises BadRequestBody."""
    value = body.get(field) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadRequestBody(f"{field} must be a list of texts.")
    return tuple(value)


def moment(body: dict, field: str) -> datetime | None:
    """An ISO 8601 time with its zone, or None.  Raises BadRequestBody."""
    value = optional_text(body, field)
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        raise BadRequestBody(f"{field} is not an ISO 8601 time.") from None
    if parsed.tzinfo is None:
        raise BadRequestBody(f"{field} has no time zone.")
    return parsed
