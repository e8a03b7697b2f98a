"""Requests from other sites are refused, and every response carries its headers."""

from __future__ import annotations

import pytest

from app.web.access import PUBLIC, declared_role
from tests.web.test_access import address, requests_of

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_other_sites_cannot_post_anywhere(desk, client, headers):
    browser = client("admin")
    for rule, method in requests_of(desk):
        if method == "POST":
            answer = browser.open(address(rule), method=method, json={}, headers=headers)
            assert answer.status_code == 403, rule.rule


def test_posts_need_the_token_of_the_session(desk, client):
    stranger = client("other").get_cookie("_csrf_token").value
    browser = client("admin")
    own = browser.environ_base.pop("HTTP_X_CSRFTOKEN")
    for rule, method in requests_of(desk):
        if method != "POST":
            continue
        for token in (None, "", "x", stranger, own[:-1]):
            answer = browser.post(address(rule), json={}, headers={"X-CSRFToken": token} if token is not None else {})
            assert answer.status_code == 403, (rule.rule, token)


def test_other_sites_cannot_take_a_lease(client):
    assert client("reviewer").get("/api/next", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_our_own_page_may_post(client):
    answer = client("reviewer").post("/api/undo", json={"question": "recapture"},
                                     headers={"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"})
    assert answer.status_code == 409


@pytest.mark.parametrize("path", [
    "/", "/healthz", "/sign-in", "/nowhere", "/api/photos/none", "/api/photos/none/preview", "/assets/theme.css", "/assets/nothing.css",
    "/_dash-layout", "/api/export.csv", "/_dash-component-suites/dash/none.js"])
@pytest.mark.parametrize("person", ["nobody", "admin"])
def test_headers_on_every_response(client, path, person):
    headers = client(person).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in policy and "object-src 'none'" in policy and "base-uri 'none'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts and "'self'" in scripts
    assert "Cookie" in headers["Vary"] and headers["Cache-Control"]


def test_private_answers_are_not_stored(client):
    for path in ("/", "/_dash-layout", "/api/next"):
        assert client("reviewer").get(path).headers["Cache-Control"] == "no-store"


def test_inline_scripts_are_the_hashed_ones_only(desk, client):
    """Every inline script of the index has its hash in the policy, and there is no other source."""
    import base64
    import hashlib
    import re

    answer = client("reviewer").get("/", headers={"Accept": "text/html"})
    inline = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>(.*?)</script>", answer.text, re.S)
    policy = answer.headers["Content-Security-Policy"]
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "http://" not in answer.text and "https://" not in answer.text


def test_cookies_are_closed_to_scripts_and_other_sites(desk):
    browser = desk.server.test_client()
    browser.post("/sign-in", data={"name": "lead", "password": "four quiet green bicycles"})
    session, token = browser.get_cookie("loupe"), browser.get_cookie("_csrf_token")
    assert session.http_only and session.same_site == "Lax" and session.path == "/"
    assert not token.http_only and token.same_site == "Strict" and token.value not in session.value


def test_unforeseen_errors_say_nothing_of_themselves(desk, client, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(desk.server.view_functions, "queue.coming", broken)
    broken.allowed_role = declared_role(desk.server, "photos.photo")  # type: ignore[attr-defined]
    answer = client("reviewer").get("/api/coming")
    assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_public_routes_are_not_asked_for_a_session(desk):
    public = [rule for rule, method in requests_of(desk) if method == "GET" and declared_role(desk.server, rule.endpoint) == PUBLIC]
    for rule in public:
        assert desk.server.test_client().get(address(rule)).status_code not in (401, 403)
