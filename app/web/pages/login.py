"""Signing in and out, the first admin's one-time link, and choosing a new password: plain pages, before and beside the app."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request
from flask_login import current_user

from app.domain import Role
from app.errors import LinkExpired, LoupeError, WeakPassword
from app.services.accounts import change_own_password
from app.services.first_admin import claim_first_admin, first_admin_missing, first_admin_path
from app.services.sign_in import sign_in, sign_out
from app.web.access import CHANGE_PASSWORD, PUBLIC, SIGN_IN, allowed
from app.web.api.errors import status_of
from app.web.auth import close_session, current_person, open_session, session_token
from app.web.deps import request_deps
from app.web.security import CSRF_COOKIE, csrf_token

FIRST_ADMIN = first_admin_path("<token>")
PASSWORD_ADVICE = "At least 12 characters; a few unrelated words are easy to remember."

routes = Blueprint("login", __name__)


@dataclass(frozen=True)
class Field:
    name: str
    words: str
    type: str = "password"
    autocomplete: str = "current-password"
    advice: str = ""


NAME = Field("name", "Name", "text", "username")
PASSWORD = Field("password", "Password")
NEW = Field("new", "New password", "password", "new-password", PASSWORD_ADVICE)
AGAIN = Field("again", "The same again", "password", "new-password")


@routes.get(SIGN_IN)
@allowed(PUBLIC)
def sign_in_page() -> Response:
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")))  # type: ignore[return-value]
    return _sign_in_form()


@routes.post(SIGN_IN)
@allowed(PUBLIC)
def sign_in_answer() -> Response:
    name, password = request.form.get("name", ""), request.form.get("password", "")
    wants_page = "text/html" in request.headers.get("Accept", "")
    try:
        signed_in = sign_in(request_deps(), name, password, _address(), session_token())
    except LoupeError as error:
        if not wants_page:
            raise
        return _sign_in_form(str(error), status_of(error))
    answer = redirect(safe_next(request.form.get("next"))) if wants_page else jsonify(name=signed_in.user.name)
    return _with_session(answer, signed_in.token)


@routes.post("/sign-out")
@allowed(PUBLIC)
def sign_out_answer() -> Response:
    token = session_token()
    if token:
        sign_out(request_deps(), token)
    answer = close_session(jsonify(signed_out=True), CSRF_COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@routes.get(FIRST_ADMIN)
@allowed(PUBLIC)
def first_admin_page(token: str) -> Response:
    if not first_admin_missing(request_deps()):
        raise LinkExpired
    return _first_admin_form()


@routes.post(FIRST_ADMIN)
@allowed(PUBLIC)
def first_admin_answer(token: str) -> Response:
    try:
        signed_in = claim_first_admin(request_deps(), token, request.form.get("name", ""), _new_password())
    except LoupeError as error:
        return _first_admin_form(str(error), status_of(error))
    return _with_session(redirect("/"), signed_in.token)


@routes.get(CHANGE_PASSWORD)
@allowed(Role.REVIEWER)
def change_password_page() -> Response:
    return _change_password_form()


@routes.post(CHANGE_PASSWORD)
@allowed(Role.REVIEWER)
def change_password_answer() -> Response:
    try:
        token = change_own_password(request_deps(), current_person(), request.form.get("password", ""), _new_password(), _address())
    except LoupeError as error:
        return _change_password_form(str(error), status_of(error))
    return _with_session(redirect("/"), token)


def safe_next(wanted: str | None) -> str:
    """Where to go after signing in: a path of this desk, never another site."""
    if not wanted or not wanted.startswith("/") or wanted[1:2] in ("/", "\\") or not wanted.isprintable():
        return "/"
    parts = urlsplit(wanted)
    return "/" if parts.scheme or parts.netloc else wanted


def _new_password() -> str:
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise WeakPassword("The two passwords are not the same.")
    return new


def _sign_in_form(error: str | None = None, status: int = 200) -> Response:
    lead = "This desk has no admin yet. Open the one-time link that was printed when it was started." \
        if first_admin_missing(request_deps()) else ""
    return _form("Sign in", [NAME, PASSWORD], "Sign in", lead, error, status)


def _first_admin_form(error: str | None = None, status: int = 200) -> Response:
    lead = "You are the first here. Choose a name and a password: this account can do everything, and add the others."
    return _form("Welcome to Loupe", [NAME, NEW, AGAIN], "Create the account", lead, error, status)


def _change_password_form(error: str | None = None, status: int = 200) -> Response:
    lead = "Your password was set by somebody else. Choose your own to go on." if current_person().must_change_password else \
        "You stay signed in here; every other session of yours ends."
    return _form("Change password", [Field("password", "Present password"), NEW, AGAIN], "Change password", lead, error, status)


def _form(title: str, fields: list[Field], button: str, lead: str, error: str | None, status: int) -> Response:
    token = csrf_token(current_app, session_token() or "")
    page = render_template("form.html", title=title, fields=fields, button=button, lead=lead, error=error, csrf=(CSRF_COOKIE, token),
                           next=safe_next(request.values.get("next")), name=request.form.get("name", ""))
    return make_response(page, status)


def _with_session(answer: Response, token: str) -> Response:
    return open_session(answer, token, (CSRF_COOKIE, csrf_token(current_app, token)))


def _address() -> str:
    return request.remote_addr or "unknown"
