"""Every route and every callback names a role, and the server holds everybody to it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.domain import Role
from app.web.access import PUBLIC, declared_role
from app.web.assets import PLOTLY

PEOPLE = {"nobody": None, "disabled": None, "reviewer": Role.REVIEWER, "lead": Role.LEAD, "admin": Role.ADMIN}
VALUES = {"photo_id": "0" * 32, "size": "thumbnail", "format": "csv", "token": "x", "path": "anything", "filename": "theme.css",
          "package_name": "dash", "fingerprinted_path": "x.js"}


def dash_app(desk):
    """The GuardedDash behind a server: its index view is bound to it."""
    return desk.server.extensions["loupe_dash"]


def address(rule: Rule) -> str:
    built = rule.rule
    for argument in rule.arguments:
        start = built.index("<")
        built = built[:start] + VALUES.get(argument, "x") + built[built.index(">") + 1:]
    return built


def requests_of(desk):
    for rule in desk.server.url_map.iter_rules():
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield rule, method


def ask(client: FlaskClient, rule: Rule, method: str):
    return client.open(address(rule), method=method, json={} if method == "POST" else None)


def test_every_route_declares_a_role(desk):
    undeclared = [rule.rule for rule in desk.server.url_map.iter_rules() if declared_role(desk.server, rule.endpoint) is None]
    assert undeclared == []


def test_only_these_routes_are_public(desk):
    public = {rule.rule for rule in desk.server.url_map.iter_rules() if declared_role(desk.server, rule.endpoint) == PUBLIC}
    assert public == {
        "/healthz", "/sign-in", "/sign-out", "/first-admin/<token>", "/assets/<path:filename>", "/_favicon.ico", PLOTLY,
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
    }


def test_every_callback_declares_a_role(desk):
    app = dash_app(desk)
    on_server = {output for output, callback in app.callback_map.items() if "callback" in callback}
    assert on_server and on_server == set(app.callback_roles)


@pytest.mark.parametrize("person", PEOPLE)
def test_routes_hold_to_their_roles(desk, client, person):
    """A refusal is 401 for those who are not signed in and 403 for those who are; anything else means the gate let it through."""
    browser, role = client(person), PEOPLE[person]
    for rule, method in requests_of(desk):
        needed = declared_role(desk.server, rule.endpoint)
        if needed == PUBLIC or rule.rule == "/_dash-update-component":
            continue
        status = ask(browser, rule, method).status_code
        if role is None:
            assert status == 401, (rule.rule, method)
        else:
            assert (status == 403) == (not role.includes(needed)), (rule.rule, method, status)


@pytest.mark.parametrize("person", PEOPLE)
def test_forged_callbacks_are_refused(desk, client, person):
    """Without inputs a callback cannot run to its end; what counts is whether the gate let it begin."""
    browser, role = client(person), PEOPLE[person]
    for output, needed in dash_app(desk).callback_roles.items():
        if role is not None and role.includes(needed):
            continue
        answer = browser.post("/_dash-update-component", json={"output": output, "inputs": [], "changedPropIds": []})
        assert answer.status_code == (401 if role is None else 403), output


@pytest.mark.parametrize("body", [{}, {"output": "no.such"}, {"output": ["a"]}, {"output": None}, [], "text", None])
def test_callbacks_that_are_not_there_are_refused(client, body):
    assert client("admin").post("/_dash-update-component", json=body).status_code == 403


def test_disabling_ends_a_session_at_once(client):
    assert client("disabled").get("/api/next").status_code == 401


def test_strangers_are_sent_to_sign_in_and_back(desk):
    answer = desk.server.test_client().get("/decisions?version=1", headers={"Accept": "text/html"})
    assert answer.status_code == 302 and answer.location == "/sign-in?next=%2Fdecisions%3Fversion%3D1"


def test_an_expired_session_says_so(desk):
    answer = desk.server.test_client().post("/_dash-update-component", json={"output": "x.y"})
    assert answer.status_code == 401 and answer.headers["X-Session"] == "expired" and answer.json == {"error": "Please sign in."}
