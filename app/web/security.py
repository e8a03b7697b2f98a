"""Requests from elsewhere are refused, and every response tells the browser what it may do with it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, request

from app.errors import ForeignRequest
from app.web.auth import session_token

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_COOKIE = "_csrf_token"  # the name that Dash's renderer reads
CSRF_HEADER = "X-CSRFToken"


def csrf_token(server: Flask, session: str) -> str:
    """The token that belongs to one session: a page of ours can read it from its cookie, a foreign page cannot."""
    key = server.secret_key
    return hmac.new(key if isinstance(key, bytes) else str(key).encode(), f"csrf:{session}".encode(), hashlib.sha256).hexdigest()


def comes_from_here() -> bool:
    """Whether the browser says that a page of ours sent this request.

    Sec-Fetch-Site first, Origin for browsers without it; a program that sends neither still needs the token.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def refuse_foreign_requests(server: Flask) -> None:
    """Every request that may change something must come from a page of ours and, inside a session, carry its token.

    The API's reads must come from here too: /api/next takes a lease.  Register after the gate of app.web.access,
    so that an expired session is called by its name.
    """

    @server.before_request
    def check() -> None:
        if request.method in SAFE_METHODS:
            if request.path.startswith("/api/") and not comes_from_here():
                raise ForeignRequest()
            return
        if not comes_from_here():
            raise ForeignRequest()
        session = session_token()
        if session and not hmac.compare_digest(csrf_token(server, session), request.headers.get(CSRF_HEADER, _form_token())):
            raise ForeignRequest()


def _form_token() -> str:
    """A plain HTML form sends the token as a field; the body of an upload is never parsed for it."""
    is_form = request.mimetype == "application/x-www-form-urlencoded"
    return request.form.get(CSRF_COOKIE, "") if is_form else ""


def add_headers(server: Flask, script_hashes: Sequence[str], secure: bool) -> None:
    """Content-Security-Policy and the other headers, on every response; script_hashes: of Dash's inline scripts."""
    scripts = " ".join(["'self'", *(f"'{value}'" if not value.startswith("'") else value for value in script_hashes)])
    policy = "; ".join((
        "default-src 'self'", f"script-src {scripts}", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:",
        "connect-src 'self'", "worker-src 'self' blob:", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
        "form-action 'self'",
    ))

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if not response.headers.get("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
        return response
