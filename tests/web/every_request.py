"""A request for every route and method of the server: what a person could send about one photo that waits for their answer.

None of them answers the photo, gives it back or changes how it is reviewed: what would do so is sent with a lease, a decision or a
value that does not hold.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.store import photos
from app.web.access import UPDATE
from app.web.assets import PLOTLY
from tests.web.conftest import PASSWORD, Desk

FROM_GET = {"HEAD", "OPTIONS"}  # the framework makes them: the same answer without its body, and the names of the methods
Sent = dict[str, Any]  # what a test client's `open` is given beside address and method

PAGES = ("upload", "photos", "decisions", "insights", "models", "settings", "adjudication", "no-such-page")
MAPS = ("periodic", "residual", "votes", "sharpness")
VALUES = {"path": PAGES, "format": ("csv", "jsonl", "xlsx", "parquet"), "size": ("thumbnail", "preview", "original"), "map_id": MAPS,
          "question": ("recapture", "film"), "filename": ("theme.css",), "package_name": ("dash",), "fingerprinted_path": ("x.js",),
          "token": ("x",)}


class About(NamedTuple):
    """Who asks about which photo, and the lease that they say they hold."""

    desk: Desk
    browser: FlaskClient
    photo_id: str
    lease_id: str

    def content(self) -> bytes:
        """The photo's own bytes, so that sending them once more is about it."""
        with self.desk.deps.database.read() as session:
            sha256 = photos.get(session, self.photo_id).sha256
        return self.desk.deps.blobs.path_of(sha256).read_bytes()


def _verdict(about: About, lease_id: str, verdict: str = "ACCEPT") -> Sent:
    return {"json": {"request_id": str(uuid.uuid4()), "photo_id": about.photo_id, "question": "recapture", "verdict": verdict,
                     "lease_id": lease_id}}


def _of_photo(about: About, **more: object) -> Sent:
    return {"json": {"photo_id": about.photo_id, "photo_ids": [about.photo_id], "question": "recapture", "lease_id": "none", **more}}


def _uploads(about: About) -> list[Sent]:
    content, picture = about.content(), "image/jpeg"
    return [{"data": content, "content_type": picture}, {"data": b"not a photograph", "content_type": picture},
            {"data": {"photo": (io.BytesIO(content), "again.jpg", picture)}}, {"data": {}}]


def _elsewhere(about: About, **sent: object) -> list[Sent]:
    """From another browser, since it ends or begins a session."""
    return [{"data": sent, "browser": about.desk.signed_in("reviewer") if not sent else about.desk.server.test_client()}]


READ = (
    "/", "/<path:path>", "/_dash-layout", "/_dash-dependencies", "/_reload-hash", "/_favicon.ico", PLOTLY, "/assets/<path:filename>",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>", "/healthz", "/sign-in", "/first-admin/<token>",
    "/change-password", "/api/adjudication", "/api/adjudication/<photo_id>", "/api/coming", "/api/export.<format>",
    "/api/exports/<job_id>", "/api/gold", "/api/gold/results", "/api/held", "/api/next", "/api/open/<photo_id>",
    "/api/photos/<photo_id>", "/api/photos/<photo_id>/<any(thumbnail, preview, original):size>", "/api/photos/<photo_id>/face",
    "/api/photos/<photo_id>/maps", "/api/photos/<photo_id>/maps/<map_id>", "/api/photos/<photo_id>/pair", "/api/policies/<question>",
    "/api/policies/<question>/effects", "/api/policies/<question>/history", "/api/progress", "/api/undo", "/api/warm-up",
)
WRITE: dict[str, Callable[[About], list[Sent]]] = {
    f"POST {UPDATE}": lambda about: [{"json": {}}],  # each callback has requests of its own in tests.web.drive
    "POST /sign-in": lambda about: _elsewhere(about, name="reviewer", password=PASSWORD),
    "POST /sign-out": _elsewhere,
    "POST /first-admin/<token>": lambda about: [{"data": {"name": "eve", "new": PASSWORD, "again": PASSWORD}}],
    "POST /change-password": lambda about: [{"data": {"password": PASSWORD, "new": "one thing or", "again": "another"}}],
    "POST /api/photos": _uploads,
    "POST /api/decisions": lambda about: [_verdict(about, "none"), _verdict(about, about.lease_id, "PERHAPS"), {"json": {}}],
    "POST /api/undo": lambda about: [_of_photo(about, decision_id="none")],
    "POST /api/skip": lambda about: [_of_photo(about)],
    "POST /api/release": lambda about: [_of_photo(about)],
    "POST /api/reveal": lambda about: [_of_photo(about, lease_id=about.lease_id), _of_photo(about)],
    "POST /api/warm-up": lambda about: [_of_photo(about, verdict="ACCEPT")],
    "POST /api/adjudication": lambda about: [_verdict(about, "none")],
    "POST /api/assign": lambda about: [_of_photo(about, reviewer=None)],
    "POST /api/assign/take-back": lambda about: [{"json": {"id": "none"}}],
    "POST /api/hold": lambda about: [_of_photo(about, held=False)],
    "POST /api/gold": lambda about: [_of_photo(about, label="no such label")],
    "DELETE /api/gold/<photo_id>": lambda about: [{}],
    "PATCH /api/policies/<question>": lambda about: [{"json": {}}, {"json": {"no_such_field": 1}}],
}


def cases() -> set[str]:
    """"GET /api/next" for every route and method that has a request here."""
    return {f"GET {rule}" for rule in READ} | set(WRITE)


def routes_of(desk: Desk) -> set[str]:
    """"GET /api/next" for every route and method of the server."""
    return {f"{method} {rule.rule}" for rule in desk.server.url_map.iter_rules() for method in rule.methods - FROM_GET}


def requests_to(rule: str, method: str, about: About) -> list[tuple[str, Callable[[], TestResponse]]]:
    """What is asked, and the call that asks it.  Raises KeyError for a route and method that have no request here."""
    sent = [{}] if method == "GET" and rule in READ else WRITE[f"{method} {rule}"](about)
    return [(f"{method} {address}", _asking(about, address, method, one)) for address in _addresses(rule, about.photo_id) for one in sent]


def _asking(about: About, address: str, method: str, sent: Sent) -> Callable[[], TestResponse]:
    browser, given = sent.get("browser", about.browser), {name: value for name, value in sent.items() if name != "browser"}
    return lambda: browser.open(f"{address}?question=recapture&photo={about.photo_id}&name=p.jpg", method=method, **given)


def _addresses(rule: str, photo_id: str) -> list[str]:
    """The rule with every value that its arguments can have; an argument that is not known here stands for the photo."""
    argument = re.search(r"<(?:[^<>]*:)?(\w+)>", rule)
    if argument is None:
        return [rule]
    values = VALUES.get(argument[1], (photo_id,))
    return [address for value in values for address in _addresses(rule[:argument.start()] + value + rule[argument.end():], photo_id)]
