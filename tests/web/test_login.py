"""Signing in and out, the first admin's link, and new passwords."""

from __future__ import annotations

import pytest

from app.config import Settings
from app.domain import Role
from app.factory import create_app
from app.services.access import OPERATOR
from app.services.accounts import add_user, change_role, list_users, set_password
from app.services.deps import build_deps
from app.services.first_admin import ensure_first_admin, first_admin_path
from app.services.passwords import Passwords
from app.web.pages.login import safe_next
from tests.migrated import migrated
from tests.web.conftest import PASSWORD

HTML = {"Accept": "text/html"}
STRONG = "seven orange kettles sing"


@pytest.mark.parametrize(("wanted", "goes_to"), [
    ("/decisions?version=1", "/decisions?version=1"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"),
    ("javascript:alert(1)", "/"), ("/a\r\nSet-Cookie: x=y", "/"), ("", "/"), (None, "/"), ("decisions", "/"),
])
def test_where_signing_in_leads(wanted, goes_to):
    assert safe_next(wanted) == goes_to


def test_a_person_signs_in_and_out(desk):
    browser = desk.server.test_client()
    answer = browser.post("/sign-in", data={"name": "lead", "password": PASSWORD, "next": "/decisions"}, headers=HTML)
    assert answer.status_code == 302 and answer.location == "/decisions"
    token = browser.get_cookie("loupe").value
    assert browser.get("/", headers=HTML).status_code == 200
    left = browser.post("/sign-out", headers={"X-CSRFToken": browser.get_cookie("_csrf_token").value})
    assert left.status_code == 200 and browser.get_cookie("loupe") is None
    browser.set_cookie("loupe", token)
    assert browser.get("/api/next").status_code == 401


def test_signing_in_again_changes_the_session(desk):
    browser = desk.signed_in("lead")
    first = browser.get_cookie("loupe").value
    browser.post("/sign-in", data={"name": "lead", "password": PASSWORD}, headers={"Accept": "application/json"})
    second = browser.get_cookie("loupe").value
    stale = desk.server.test_client()
    stale.set_cookie("loupe", first)
    assert first != second and stale.get("/api/next").status_code == 401


@pytest.mark.parametrize("name", ["lead", "nobody-of-that-name", "", "<script>alert(1)</script>"])
def test_a_wrong_password_says_the_same_for_every_name(desk, name):
    answer = desk.server.test_client().post("/sign-in", data={"name": name, "password": "wrong"}, headers=HTML)
    assert answer.status_code in (401, 429) and "<script>alert" not in answer.text
    assert "The name or the password is wrong." in answer.text or "attempts" in answer.text


def test_a_program_gets_the_sentence_as_json(desk):
    answer = desk.server.test_client().post("/sign-in", data={"name": "other", "password": "wrong"}, headers={"Accept": "application/json"})
    assert answer.json == {"error": "The name or the password is wrong.", "kind": "BadCredentials"}


def test_a_stale_session_can_sign_in_from_its_own_page(desk):
    """The form carries a token for whatever session cookie the browser still has."""
    browser = desk.server.test_client()
    browser.set_cookie("loupe", "ended-long-ago")
    page = browser.get("/sign-in").text
    token = page.split('name="_csrf_token" value="')[1].split('"')[0]
    answer = browser.post("/sign-in", data={"name": "lead", "password": PASSWORD, "_csrf_token": token}, headers=HTML)
    assert answer.status_code == 302


def test_a_role_change_ends_the_sessions(desk):
    add_user(desk.deps, OPERATOR, "moved", PASSWORD, Role.REVIEWER)
    browser = desk.signed_in("moved")
    change_role(desk.deps, OPERATOR, "moved", Role.LEAD)
    assert browser.get("/api/next").status_code == 401


def test_a_password_that_somebody_else_set_opens_nothing_else(desk):
    add_user(desk.deps, OPERATOR, "fresh", PASSWORD, Role.ADMIN, must_change=True)
    browser = desk.signed_in("fresh")
    assert browser.get("/", headers=HTML).location == "/change-password"
    assert browser.get("/api/next").status_code == 403
    assert browser.post("/_dash-update-component", json={}).status_code == 403
    form = {"password": PASSWORD, "new": STRONG, "again": STRONG}
    assert browser.post("/change-password", data=form, headers=HTML).status_code == 302
    assert browser.get("/api/next").status_code == 200


@pytest.mark.parametrize(("form", "says"), [
    ({"password": PASSWORD, "new": STRONG, "again": "other"}, "not the same"),
    ({"password": "wrong", "new": STRONG, "again": STRONG}, "wrong"),
    ({"password": PASSWORD, "new": "short", "again": "short"}, "12"),
])
def test_a_new_password_is_refused_with_a_sentence(desk, form, says):
    answer = desk.signed_in("other").post("/change-password", data=form, headers=HTML)
    assert 400 <= answer.status_code < 500 and says in answer.text


def test_changing_the_password_ends_the_other_sessions(desk):
    add_user(desk.deps, OPERATOR, "twice", PASSWORD, Role.REVIEWER)
    here, there = desk.signed_in("twice"), desk.signed_in("twice")
    here.post("/change-password", data={"password": PASSWORD, "new": STRONG, "again": STRONG}, headers=HTML)
    assert here.get("/api/next").status_code == 200 and there.get("/api/next").status_code == 401
    set_password(desk.deps, OPERATOR, "twice", PASSWORD)


@pytest.fixture
def empty_desk(tmp_path, shipped_models):
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'loupe.db'}", shipped_models=shipped_models, decode_processes=1,
                        secure_cookies=True)
    migrated(settings.database_url)
    deps = build_deps(settings)
    object.__setattr__(deps, "passwords", Passwords(memory_kib=64))
    yield create_app(settings, deps), deps
    deps.close()


def test_the_first_admins_link_works_once(empty_desk):
    server, deps = empty_desk
    address = first_admin_path(ensure_first_admin(deps))
    form = {"name": "maria", "new": STRONG, "again": STRONG}
    browser = server.test_client()
    assert "no admin yet" in browser.get("/sign-in").text and "You are the first" in browser.get(address).text
    refused = browser.post(address, data={**form, "new": "short", "again": "short"}, headers=HTML)
    assert refused.status_code == 400 and "12" in refused.text
    wrong = browser.post(first_admin_path("guess"), data=form, headers=HTML)
    assert wrong.status_code == 410
    made = browser.post(address, data=form, headers=HTML)
    assert made.status_code == 302
    assert [(user.name, user.role) for user in list_users(deps, OPERATOR)] == [("maria", Role.ADMIN)]
    assert server.test_client().get(address, headers=HTML).status_code == 410
    assert server.test_client().post(address, data={**form, "name": "eve"}, headers=HTML).status_code == 410


def test_with_https_the_cookie_is_bound_to_this_host(empty_desk):
    server, deps = empty_desk
    add_user(deps, OPERATOR, "maria", STRONG, Role.ADMIN)
    answer = server.test_client().post("/sign-in", data={"name": "maria", "password": STRONG}, base_url="https://desk.example")
    session = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("__Host-loupe="))
    assert all(word in session for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax")) and "Domain" not in session
    assert "max-age" in answer.headers["Strict-Transport-Security"]
