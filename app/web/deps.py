"""The services' dependencies, found from inside a request."""

from __future__ import annotations

from flask import Flask, current_app

from app.services.deps import Deps

KEY = "loupe"


def keep_deps(server: Flask, deps: Deps) -> None:
    """Hang deps on the server, once, when it is built."""
    server.extensions[KEY] = deps


def request_deps() -> Deps:
    """The deps of the server that answers this request."""
    return current_app.extensions[KEY]
