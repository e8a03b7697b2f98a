"""Who may use what: a role for every route and every callback, and the gate that closes everything else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from flask_login import current_user
from werkzeug.exceptions import NotFound

from app.domain import Role
from app.errors import NotAllowed
from app.web.guarded_dash import GuardedDash

PUBLIC: Final = "public"
SIGN_IN = "/sign-in"
CHANGE_PASSWORD = "/change-password"
UPDATE = "/_dash-update-component"
ANY_PAGE = "/<path:path>"

# The routes that Dash and Flask add by themselves, by endpoint.  The two with scripts and styles hold nothing private.
BUILT_IN_ROUTES: dict[str, Role | str] = {
    "_dash_assets.static": PUBLIC,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": PUBLIC,
    "/_favicon.ico": PUBLIC,
    "/": Role.REVIEWER,
    ANY_PAGE: Role.REVIEWER,
    "/_dash-layout": Role.REVIEWER,
    "/_dash-dependencies": Role.REVIEWER,
    "/_reload-hash": Role.ADMIN,
    UPDATE: Role.REVIEWER,
}


def allowed(role: Role | str) -> Callable[[Callable], Callable]:
    """Declare who may use a view: the least role, or PUBLIC."""

    def mark(view: Callable) -> Callable:
        view.allowed_role = role  # type: ignore[attr-defined]
        return view

    return mark


def declared_role(server: Flask, endpoint: str) -> Role | str | None:
    """The least role of an endpoint, PUBLIC, or None where nothing was declared."""
    return getattr(server.view_functions[endpoint], "allowed_role", None) or BUILT_IN_ROUTES.get(endpoint)


def close_by_default(server: Flask, app: GuardedDash, pages: Collection[str]) -> None:
    """Refuse every request whose route or callback does not name a role that this person has.

    pages: the addresses of the pages; Dash would answer any other address with its index and 200.
    """

    @server.before_request
    def gate() -> Response | tuple[Response, int] | None:
        needed = declared_role(server, request.endpoint) if request.endpoint else Role.REVIEWER
        if needed == PUBLIC:
            return None
        if not current_user.is_authenticated:
            return _ask_to_sign_in()
        if current_user.user.must_change_password and request.path != CHANGE_PASSWORD:
            return _ask_for_new_password()
        if needed is None or not current_user.role.includes(Role(needed)):
            raise NotAllowed()
        if request.endpoint == UPDATE and not _may_run(app, current_user.role):
            raise NotAllowed()
        if request.endpoint == ANY_PAGE and request.path not in pages:
            raise NotFound
        return None


def _may_run(app: GuardedDash, role: Role) -> bool:
    body = request.get_json(silent=True)
    output = body.get("output") if isinstance(body, dict) else None
    needed = app.callback_roles.get(output) if isinstance(output, str) else None
    return needed is not None and role.includes(needed)


def _ask_to_sign_in() -> Response | tuple[Response, int]:
    """A page goes to the sign-in page; a program, and the page's own requests, get 401 and a header that says why."""
    if _wants_page():
        return redirect(SIGN_IN if request.path == "/" else f"{SIGN_IN}?{urlencode({'next': request.full_path.rstrip('?')})}")  # type: ignore[return-value]
    answer = jsonify(error="Please sign in.")
    answer.headers["X-Session"] = "expired"
    return answer, 401


def _ask_for_new_password() -> Response:
    """A password that somebody else set opens nothing but the page where it is changed."""
    if _wants_page():
        return redirect(CHANGE_PASSWORD)  # type: ignore[return-value]
    raise NotAllowed("Choose your own password first.")


def _wants_page() -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "") and not request.path.startswith("/_")
