"""The Dash application and its scripts and styles: all served from here, kept by browsers for a year, renewed by their address."""

from __future__ import annotations

import logging
from pathlib import Path

from dash import no_update, set_props
from flask import Flask, Response, send_file

from app.errors import LoupeError
from app.web.access import PUBLIC, allowed
from app.web.guarded_dash import GuardedDash

NOTICE = "shell-notice"
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
log = logging.getLogger(__name__)

INDEX = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Loupe</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<script src="{theme}"></script>
{{%css%}}
</head>
<body>
{{%app_entry%}}
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>"""


def dash_app(server: Flask, folder: Path) -> GuardedDash:
    """Dash on our server.  folder: the assets; its vendor/ and head/ are placed by hand, because order matters there."""
    app = GuardedDash(
        "app.web", server=server, use_async=False, enable_mcp=False, serve_locally=True, suppress_callback_exceptions=True,
        assets_folder=str(folder), assets_path_ignore=["^vendor$", "^head$"], title="Loupe", update_title=None,
        external_stylesheets=[asset_address(folder, "vendor/bootstrap.min.css")],
        index_string=INDEX.format(icon=asset_address(folder, "loupe.svg"), theme=asset_address(folder, "head/theme.js")),
        on_error=_say, later=("dash_ag_grid",),
    )
    return app


def asset_address(folder: Path, name: str) -> str:
    """The address of an asset, with the time of its last change, so that it can be kept until it changes."""
    return f"/assets/{name}?m={int((folder / name).stat().st_mtime)}"


def add_asset_routes(server: Flask, folder: Path) -> None:
    """`asset(name)` for the plain pages' templates, and plotly.js where Dash looks for it when the first chart is drawn."""
    server.jinja_env.globals["asset"] = lambda name: asset_address(folder, name)

    @server.get(PLOTLY)
    @allowed(PUBLIC)
    def plotly_js() -> Response:
        """The cartesian bundle, a third of the whole; its address has no version, so browsers ask each time whether it changed."""
        answer = send_file(folder / "vendor" / "plotly-cartesian.min.js", max_age=0)
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def _say(error: Exception) -> object:
    """A callback that failed says so in the notice, instead of leaving the page frozen; a fault of ours also goes to the log."""
    if isinstance(error, LoupeError):
        set_props(NOTICE, {"children": str(error)})
    else:
        log.error("a callback failed", exc_info=error)
        set_props(NOTICE, {"children": "Something went wrong on the server; it was written to the log."})
    return no_update
