"""POST /api/photos: one photograph a request, streamed; it is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from flask import Blueprint, Response, jsonify, request

from app.domain import Origin, Role
from app.errors import BadRequestBody, UploadTooLarge
from app.services.ingest import receive
from app.web.access import allowed
from app.web.api.records import photo_json
from app.web.auth import current_person
from app.web.deps import request_deps

CHUNK = 256 * 1024
MULTIPART_OVERHEAD = 64 * 1024
ORIGIN_FIELDS = ("subject", "group", "batch", "reference", "source")

routes = Blueprint("uploads", __name__)


@routes.post("/api/photos")
@allowed(Role.REVIEWER)
def add_photo() -> tuple[Response, int]:
    """The body is the file itself, its name in ?name=, or one multipart field.

    ?question=, ?subject=, ?group=, ?batch=, ?reference= and ?source= are optional.
    201 with the photo, 200 if the same bytes were here before, 4xx with {"error": one sentence}.
    """
    deps = request_deps()
    limit = deps.settings.max_upload_bytes
    if (request.content_length or 0) > limit + MULTIPART_OVERHEAD:
        raise UploadTooLarge(f"The file is larger than the limit of {limit // 1024 // 1024} MB.")
    request.max_content_length = limit + MULTIPART_OVERHEAD
    stream, name = _body()
    question = request.args.get("question", "recapture")
    received = receive(deps, current_person(), _chunks(stream), name, _origin(), question)
    return jsonify(photo=photo_json(received.photo), duplicate=received.duplicate), 200 if received.duplicate else 201


def _body() -> tuple[IO[bytes], str]:
    if request.mimetype != "multipart/form-data":
        return request.stream, request.args.get("name") or "unnamed"
    parts = list(request.files.values())
    if len(parts) != 1:
        raise BadRequestBody(f"One photograph a request is accepted; this one has {len(parts)}.")
    return parts[0].stream, parts[0].filename or "unnamed"


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _origin() -> Origin:
    return Origin(**{field: (request.args.get(field) or "").strip() or None for field in ORIGIN_FIELDS})
