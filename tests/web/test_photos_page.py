"""The Photos page: its grid through the real callbacks, and a lead's answer to many at once."""

from __future__ import annotations

import re

import pytest

from app.web.pages.photos import FILTERS, Ids
from tests.web.callbacks import call, output_named
from tests.web.test_uploads import jpeg, upload


@pytest.fixture(scope="module")
def seven(desk) -> None:
    browser = desk.signed_in("reviewer")
    for seed in range(7):
        upload(browser, jpeg(400 + seed), f"portrait-{seed}.jpg", batch="even" if seed % 2 == 0 else "odd")


def grid(browser, **given: str) -> list[str]:
    """The ids of the photographs that the page draws."""
    app = browser.application.extensions["loupe_dash"]
    values = {f"{FILTERS[name]}.value": value for name, value in given.items()} | {f"{Ids.QUESTION}.data": "recapture"}
    answer = call(browser, app, output_named(app, f"..{Ids.GRID}.children..."), values)
    assert answer.status_code == 200, answer.text
    return re.findall(r'"data-photo":"(\w+)"', answer.text)


def answer_all(browser, chosen: list[str], button: str = Ids.REJECT):
    app = browser.application.extensions["loupe_dash"]
    outputs = [one for one in app.callback_roles if Ids.DONE in one and Ids.CHANGED in one]
    (output,) = [one for one in outputs if app.callback_map[one]["inputs"][0]["id"] == button]
    return call(browser, app, output, {
        f"{button}.n_clicks": 1, f"{Ids.CHOSEN}.data": chosen, f"{Ids.REASONS}.value": ["screen"], f"{Ids.NOTE}.value": "",
        f"{Ids.QUESTION}.data": "recapture"})


def test_the_grid_follows_the_filters(client, seven) -> None:
    reviewer = client("reviewer")
    assert len(grid(reviewer)) == 7 and len(grid(reviewer, batch="even")) == 4 and len(grid(reviewer, text="portrait-3")) == 1
    assert grid(reviewer, state="decided") == []


def test_a_lead_rejects_the_odd_ones_and_takes_that_back(client, seven) -> None:
    lead = client("lead")
    app = lead.application.extensions["loupe_dash"]
    odd = grid(lead, batch="odd")
    said = answer_all(lead, odd)
    assert said.status_code == 200 and "3 photographs rejected." in said.text
    assert sorted(grid(lead, state="decided")) == sorted(odd)
    bulk_id = re.search(r'"data-take-back":"(\w+)"', said.text).group(1)
    (output,) = [one for one in app.callback_roles if Ids.DONE in one and app.callback_map[one]["inputs"][0]["id"] == Ids.TAKE_BACK]
    back = call(lead, app, output, {f"{Ids.TAKE_BACK}.data": bulk_id})
    assert back.status_code == 200 and "put back into the queue" in back.text
    assert grid(lead, state="decided") == []


def test_a_reviewer_cannot_answer_many(client, seven) -> None:
    reviewer = client("reviewer")
    assert answer_all(reviewer, grid(reviewer)).status_code == 403
    assert grid(client("lead"), state="decided") == []


def test_the_page_has_the_bar_for_leads_only(client, seven) -> None:
    assert [Ids.ACCEPT in page(client(name)) for name in ("reviewer", "lead", "admin")] == [False, True, True]


def page(browser) -> str:
    app = browser.application.extensions["loupe_dash"]
    answer = call(browser, app, output_named(app, "shell-page.children", "shell-notice"), {"shell-address.pathname": "/photos"})
    assert answer.status_code == 200, answer.text
    return answer.text
