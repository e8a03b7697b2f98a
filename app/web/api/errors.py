"""Every error leaves as one plain sentence: JSON for programs and for the page's own requests, a small page for people."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from app import errors
from app.errors import LoupeError

log = logging.getLogger(__name__)

STATUS: dict[type[LoupeError], int] = {
    errors.EmptyUpload: 400,
    errors.UploadTooLarge: 413,
    errors.UnsupportedType: 415,
    errors.PhotoRefused: 422,
    errors.PhotoNotFound: 404,
    errors.MapNotFound: 404,
    errors.VersionNotFound: 404,
    errors.JobNotFound: 404,
    errors.UserNotFound: 404,
    errors.UnknownQuestion: 404,
    errors.NotAllowed: 403,
    errors.ScoreWithheld: 403,
    errors.ForeignRequest: 403,
    errors.BadCredentials: 401,
    errors.TooManyAttempts: 429,
    errors.LinkExpired: 410,
    errors.ExportGone: 404,
    errors.LeaseLost: 409,
    errors.AlreadyDecided: 409,
    errors.RequestReused: 409,
    errors.NothingToUndo: 409,
    errors.NothingToSettle: 409,
    errors.NoWarmUp: 409,
    errors.UserExists: 409,
    errors.LastAdmin: 409,
    errors.DiskFull: 507,
    errors.NoChampion: 503,
    errors.VersionAltered: 503,
    errors.NetworkMissing: 503,
}
SENTENCES = {
    400: "The request is not understood.",
    404: "There is nothing at this address.",
    405: "This address does not answer that kind of request.",
    413: "This is larger than the limit.",
    415: "This kind of content is not accepted here.",
    500: "Something went wrong on the server; it was written to the log.",
}


def status_of(error: LoupeError) -> int:
    """The HTTP status of an error: of its own class, else of the nearest class above it, else 400."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def add_error_answers(server: Flask) -> None:
    """LoupeError and HTTP errors alike; an unforeseen exception is logged and answered without its details."""

    @server.errorhandler(LoupeError)
    def known(error: LoupeError) -> tuple[Response | str, int]:
        return answer(str(error), status_of(error), type(error).__name__)

    @server.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[Response | str, int] | HTTPException:
        if isinstance(error, InternalServerError):
            log.error("unforeseen error at %s", request.endpoint, exc_info=error.original_exception or error)
        if error.code is None or error.code < 400:
            return error
        return answer(SENTENCES.get(error.code, error.name), error.code)


def answer(sentence: str, status: int, kind: str = "HTTP") -> tuple[Response | str, int]:
    """{"error": sentence, "kind": its class}, or the sentence as a page where a browser asked for one."""
    if "text/html" in request.headers.get("Accept", "") and not request.path.startswith("/_"):
        return render_template("message.html", title=sentence), status
    return jsonify(error=sentence, kind=kind), status
