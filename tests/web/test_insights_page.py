"""The Insights page: who may see it, what its filters do, and that it is calm where there is little."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain import Role, Stage
from app.errors import BadFilter
from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.store.insights import newest
from app.web.insight_filters import insight_filters
from app.web.page import Visit
from app.web.pages import insights
from tests.store.insights.story import CLAIM, OTHER, Story
from tests.store.makers import NOON
from tests.web.callbacks import call, output_named
from tests.web.test_desk import words

HERE = {"insights-question.data": "recapture"}


@pytest.fixture(scope="module")
def told(desk) -> Story:
    """Two readers, forty photographs each, audited; a wrong score turned some of them."""
    with desk.deps.database.begin() as session:
        story = Story(session)
        for number in range(40):
            photo = story.photo(source="phones" if number % 2 else "booth")
            story.reveals("Ada", photo, CLAIM, OTHER if number < 8 else CLAIM, drawn_by="audit")
            if number < 36:
                story.says("Ben", photo, CLAIM, Stage.SECOND)
        return story


def body(client, desk, name: str, **values: str):
    dash = desk.server.extensions["loupe_dash"]
    output = output_named(dash, "insights-body.children")
    given = {f"insights-{key}.value": value for key, value in values.items()}
    return call(client(name), dash, output, HERE | given)


def test_findings_say_on_how_much_they_rest(desk, client, told):
    shown = body(client, desk, "lead").text
    for part in ("32 audited photographs", "8 more have no settled label yet", "36 photographs read by several", "76 answers",
                 "36 of 40 reveals", "does net harm"):
        assert part in shown, part


def test_filters_narrow_and_too_little_is_said_calmly(desk, client, told):
    assert "Not enough yet: 16 of 30 audited photographs" in body(client, desk, "lead", source="booth").text
    nobody = body(client, desk, "lead", since="2031-01-01").text
    for part in ("Not enough yet: 0 of 30 audited photographs", "Nothing was answered unsure", "There were none", "No answers yet"):
        assert part in nobody, part
    assert "Ben" in body(client, desk, "lead", reviewer=told.people["Ben"]).text


def test_a_long_log_says_from_when_on_it_was_read(desk, client, told, monkeypatch):
    with desk.deps.database.begin() as session:
        story = Story(session, told.people)
        story.says("Ada", story.photo(), CLAIM, Stage.OPEN, decided_at=NOON - timedelta(days=1))
    monkeypatch.setattr(newest, "MOST", 20)
    shown = body(client, desk, "lead").text
    assert f"the newest ones, since {NOON:%d %b %Y}" in shown and "77 answers in 2 days" in shown


def test_leads_see_it_and_reviewers_do_not(desk, client, told):
    assert body(client, desk, "admin").status_code == 200
    assert body(client, desk, "reviewer").status_code == 403


def test_the_page_names_gold_and_drift_where_there_is_none_yet(desk, told):
    lead = next(user for user in list_users(desk.deps, OPERATOR) if user.role is Role.LEAD)
    page = words(insights.layout(desk.deps, Visit(lead, "recapture", {"source": "phones"})))
    assert "Nobody has answered a gold photograph yet" in page and "None has looked yet" in page


@pytest.mark.parametrize("bad", [{"since": "yesterday"}, {"until": "2026-13-01"}])
def test_a_day_that_is_none_is_refused(bad: dict):
    with pytest.raises(BadFilter):
        insight_filters("recapture", bad)


def test_days_are_whole_and_other_names_of_an_address_are_passed_over():
    filters = insight_filters("recapture", {"since": "2026-03-01", "until": "2026-03-01", "photo": "x", "batch": "any"})
    assert (filters.until - filters.since).days == 1 and filters.batch is None
