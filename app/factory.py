"""The composition root: settings in, a web server out, with nothing built before it is asked for."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import PROJECT, Settings
from app.services.deps import Deps, build_deps
from app.store.keys import flask_secret
from app.web.access import close_by_default
from app.web.api import add_api
from app.web.assets import add_asset_routes, dash_app
from app.web.auth import add_login
from app.web.compression import add_compression
from app.web.deps import keep_deps
from app.web.pages import login
from app.web.security import add_headers, refuse_foreign_requests
from app.web.shell import PAGES, register

ASSETS = PROJECT / "assets"
MEGABYTE = 1024 * 1024
YEAR = 31_536_000


def create_app(settings: Settings, deps: Deps | None = None) -> Flask:
    """The whole web application on its own Flask server.  deps: handed in by a test, else built from settings.

    Order matters: the gate stands before the check of where a request comes from, so that an expired session is called so.
    """
    deps = deps or build_deps(settings)
    server = Flask("app.web", static_folder=None, template_folder="templates")
    _configure(server, settings)
    keep_deps(server, deps)
    add_compression(server)
    add_login(server)
    app = dash_app(server, ASSETS)
    close_by_default(server, app, {page.path for page in PAGES})
    refuse_foreign_requests(server)
    add_asset_routes(server, ASSETS)
    server.register_blueprint(login.routes)
    add_api(server)
    register(app, deps)
    server.extensions["loupe_dash"] = app
    add_headers(server, app.csp_hashes(), settings.secure_cookies)
    _warm_up(server)
    return server


def _configure(server: Flask, settings: Settings) -> None:
    server.secret_key = flask_secret(settings.home)
    server.config.update(
        SESSION_COOKIE_SECURE=settings.secure_cookies, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=YEAR, MAX_CONTENT_LENGTH=MEGABYTE, MAX_FORM_PARTS=50, MAX_FORM_MEMORY_SIZE=MEGABYTE // 4,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _warm_up(server: Flask) -> None:
    """Dash fills its registry at the first request; without this, several first requests at once would meet it half full."""
    with server.test_client() as client:
        client.get("/healthz")
