"""Disagreements: what was answered, with reasons and notes, and never by whom."""

from __future__ import annotations

from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.web.page import Visit
from app.web.pages import adjudicate
from tests.web.callbacks import call, output_named
from tests.web.test_desk import attributes, parts, words
from tests.web.test_log import verdict
from tests.web.test_uploads import jpeg, upload


def unsure_twice(desk, seed: int) -> str:
    """A photograph that two reviewers could not tell; its id."""
    photo = upload(desk.signed_in("admin"), jpeg(seed)).json["photo"]["id"]
    for name in ("reviewer", "other"):
        browser = desk.signed_in(name)
        item = browser.get(f"/api/open/{photo}").json["item"]
        answer = browser.post("/api/decisions", json=verdict(item, "UNSURE") | {"note": f"glare, said {seed}", "reasons": ["screen"]})
        assert answer.status_code == 200, answer.text
    return photo


def lead_of(desk):
    return next(user for user in list_users(desk.deps, OPERATOR) if user.name == "lead")


def test_answers_are_shown_without_names(desk):
    assert "Nothing waits for a lead" in words(adjudicate.layout(desk.deps, Visit(lead_of(desk), "recapture")))
    photo = unsure_twice(desk, 700)
    page = adjudicate.layout(desk.deps, Visit(lead_of(desk), "recapture"))
    said = words(page)
    assert "1 photograph waits for a lead" in said and "glare, said 700" in said and ": Screen" in said
    assert [part.children for part in parts(page) if getattr(part, "className", "") == "read-name"] == ["A", "B"]
    assert f"/?photo={photo}" in attributes(page, "href")
    assert not any(name in said.split() for name in ("reviewer", "other"))


def test_more_rows_are_for_leads_only(desk):
    dash = desk.server.extensions["loupe_dash"]
    output = output_named(dash, adjudicate.Ids.ROWS)
    assert call(desk.signed_in("reviewer"), dash, output, {f"{adjudicate.Ids.MORE}.n_clicks": 1}).status_code == 403
