"""Every page and filter on a desk of a million photographs and decisions: milliseconds on the server, from request to answer."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from flask.testing import FlaskClient

from app.config import Settings
from app.factory import create_app
from app.services.deps import build_deps
from app.services.register_shipped import register_shipped
from app.web.pages import decisions, photos
from app.web.shell import PAGES as ALL_PAGES
from benchmarks.million import PASSWORD, million_desk
from tests.web.callbacks import call, output_named

ROUNDS = 25
LOG_FILTERS: tuple[dict[str, str], ...] = (
    {}, {"verdict": "REJECT"}, {"label": "original"}, {"reason": "screen"}, {"reviewer": "reviewer 7"}, {"batch": "batch 77"},
    {"text": "portrait 1234"}, {"since": "2026-03-01", "until": "2026-03-04"}, {"verdict": "UNSURE", "reviewer": "reviewer 3"},
    {"reason": "print", "reviewer": "reviewer 9", "since": "2026-05-01"},
)
PHOTO_FILTERS: tuple[dict[str, str], ...] = (
    {}, {"state": "waiting"}, {"state": "decided"}, {"state": "lead"}, {"source": "source 5"}, {"batch": "batch 77"},
    {"suggestion": "cannot_tell"}, {"suggestion": "recaptured", "confidence": "95"}, {"text": "portrait 1234"},
    {"since": "2026-03-01", "until": "2026-03-04"}, {"state": "decided", "source": "source 3", "suggestion": "original"},
)
PAGES = ("/", "/upload", "/photos", "/decisions", "/models", "/settings", "/insights", "/adjudicate")


def measure() -> dict[str, float]:
    """p50 and p95 by page and filter, and page_p95_ms_1m: the slowest p95 of all but Insights, which has a budget of its own."""
    home = million_desk()
    settings = Settings.from_environment({"LOUPE_HOME": str(home)})
    deps = build_deps(settings)
    try:
        register_shipped(deps)
        server = create_app(settings, deps)
        browser = _signed_in(server.test_client())
        figures: dict[str, float] = {}
        for name, ask in _asked(browser).items():
            figures |= _timed(name, ask)
        slow = {name: value for name, value in figures.items() if name.endswith("_p95_ms") and "insights" not in name}
        return figures | {"page_p95_ms_1m": max(slow.values())}
    finally:
        deps.close()


def _asked(browser: FlaskClient) -> dict[str, Callable[[], object]]:
    app = browser.application.extensions["loupe_dash"]
    show = output_named(app, "shell-page.children", "shell-notice")
    rows, grid = output_named(app, "getRowsResponse"), output_named(app, f"..{photos.Ids.GRID}.children...")
    known = {page.path for page in ALL_PAGES}
    asked: dict[str, Callable[[], object]] = {
        f"page {path}": lambda path=path: call(browser, app, show, {"shell-address.pathname": path}) for path in PAGES if path in known}
    for given in LOG_FILTERS:
        values = {f"{decisions.FILTERS[name]}.value": value for name, value in {"question": "recapture", **given}.items()}
        values |= {f"{decisions.Ids.GRID}.getRowsRequest": {"startRow": 0}, f"{decisions.Ids.CURSORS}.data": {}}
        asked[f"log {given}"] = lambda values=values: call(browser, app, rows, values)
    for given in PHOTO_FILTERS:
        values = {f"{photos.FILTERS[name]}.value": value for name, value in given.items()} | {f"{photos.Ids.QUESTION}.data": "recapture"}
        asked[f"photos {given}"] = lambda values=values: call(browser, app, grid, values)
    asked["api progress"] = lambda: browser.get("/api/progress?question=recapture")
    return asked


def _signed_in(client: FlaskClient) -> FlaskClient:
    answer = client.post("/sign-in", data={"name": "anna", "password": PASSWORD}, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    client.environ_base["HTTP_X_CSRFTOKEN"] = client.get_cookie("_csrf_token").value
    return client


def _timed(name: str, ask: Callable[[], object]) -> dict[str, float]:
    times = []
    for _ in range(ROUNDS + 2):
        started = time.perf_counter()
        answer = ask()
        times.append(1000 * (time.perf_counter() - started))
        assert answer.status_code == 200, (name, answer.text)  # type: ignore[attr-defined]
    counted = times[2:]
    return {f"{name}_p50_ms": statistics.median(counted), f"{name}_p95_ms": float(np.percentile(counted, 95))}
