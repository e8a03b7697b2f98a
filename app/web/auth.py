"""Who is asking: the session cookie, Flask-Login over the sessions that the server keeps, and the person behind them."""

from __future__ import annotations

from flask import Flask, Request, Response, current_app, request
from flask_login import LoginManager, UserMixin, current_user

from app.domain import Role, User
from app.services.sign_in import user_of_session
from app.web.deps import request_deps


class Person(UserMixin):
    """The signed-in user, in the shape that Flask-Login expects."""

    def __init__(self, user: User) -> None:
        self.user = user

    @property
    def role(self) -> Role:
        return self.user.role

    def get_id(self) -> str:
        return self.user.id


def add_login(server: Flask) -> None:
    """Flask-Login asks the session table on each request; it keeps nothing in a cookie of its own."""
    manager = LoginManager(server)
    manager.session_protection = None

    @manager.request_loader
    def load(incoming: Request) -> Person | None:
        token = incoming.cookies.get(cookie_name())
        user = user_of_session(request_deps(), token) if token else None
        return Person(user) if user else None


def current_person() -> User:
    """The user who makes this request; the gate of app.web.access has let nobody else through."""
    return current_user.user


def cookie_name() -> str:
    """With HTTPS the __Host- prefix ties the cookie to this host and to encrypted connections."""
    return "__Host-loupe" if current_app.config["SESSION_COOKIE_SECURE"] else "loupe"


def session_token() -> str | None:
    """The secret of this browser's session, or None."""
    return request.cookies.get(cookie_name())


def open_session(response: Response, token: str, csrf: tuple[str, str]) -> Response:
    """Set the session cookie, and beside it the CSRF cookie (its name and value) that pages read."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(cookie_name(), token, httponly=True, samesite="Lax", secure=secure, path="/")
    response.set_cookie(csrf[0], csrf[1], httponly=False, samesite="Strict", secure=secure, path="/")
    return response


def close_session(response: Response, csrf_cookie: str) -> Response:
    """Remove both cookies; the session itself ends in app.services.sign_in.sign_out."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.delete_cookie(cookie_name(), path="/", secure=secure, httponly=True, samesite="Lax")
    response.delete_cookie(csrf_cookie, path="/", secure=secure, samesite="Strict")
    return response
