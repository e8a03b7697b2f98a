"""GET /api/export.csv: exactly the decisions that the filters let through, streamed; /api/exports/<id>: one prepared in the background."""

from __future__ import annotations

from itertools import chain

from flask import Blueprint, Response, request, send_file

from app.domain import Role
from app.errors import BadFilter
from app.services.export import FORMATS, MEDIA_TYPES, export_decisions
from app.services.export_job import exported_file
from app.web.access import allowed
from app.web.auth import current_person
from app.web.deps import request_deps
from app.web.log_filters import filters_from

routes = Blueprint("exports", __name__)


@routes.get("/api/export.<format>")
@allowed(Role.REVIEWER)
def export(format: str) -> Response:
    """The log, newest first as on the page; reviewers get their own, leads all.  The filters are those of the Decisions page."""
    if format not in FORMATS:
        raise BadFilter(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    deps = request_deps()
    pieces = iter(export_decisions(deps, current_person(), filters_from(request.args), format))
    first = next(pieces, b"")  # so that an error still has its status
    answer = Response(chain((first,), pieces), content_type=MEDIA_TYPES[format])
    answer.headers["Content-Disposition"] = f'attachment; filename="loupe-decisions-{deps.clock():%Y-%m-%d}.{format}"'
    return answer


@routes.get("/api/exports/<job_id>")
@allowed(Role.REVIEWER)
def prepared(job_id: str) -> Response:
    """The file of an export that was prepared in the background, for whoever asked for it."""
    path, name = exported_file(request_deps(), current_person(), job_id)
    kind = MEDIA_TYPES[path.suffix[1:]].partition(";")[0]  # send_file adds the charset itself
    return send_file(path, mimetype=kind, as_attachment=True, download_name=name, conditional=True, max_age=0)
