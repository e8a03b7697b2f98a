"""The Photos page: its grid through the real callbacks, and a lead's answer to many at once."""

from __future__ import annotations

import re

import pytest

from app.services.access import OPERATOR
from app.services.assign import assignable
from app.services.gold import list_gold
from app.services.hold import held_photos, hold
from app.web.components.bulk_bar import EVERYBODY, NOT_GOLD, given_words, held_words
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


def steer(browser, button: str, chosen: list[str], reviewer: str = EVERYBODY, batch: str = "", known: str = ""):
    app = browser.application.extensions["loupe_dash"]
    (output,) = [one for one in app.callback_roles if Ids.DONE in one and app.callback_map[one]["inputs"][0]["id"] == button]
    return call(browser, app, output, {
        f"{button}.n_clicks": 1, f"{Ids.CHOSEN}.data": chosen, f"{Ids.REVIEWER}.value": reviewer, f"{Ids.BATCH}.value": batch,
        f"{Ids.QUESTION}.data": "recapture", f"{Ids.KNOWN}.value": known})


def give_back(browser, assignment: str):
    app = browser.application.extensions["loupe_dash"]
    (output,) = [one for one in app.callback_roles if Ids.DONE in one and app.callback_map[one]["inputs"][0]["id"] == Ids.GIVE_BACK]
    return call(browser, app, output, {f"{Ids.GIVE_BACK}.data": assignment})


def offered(browser, batch: str) -> str | None:
    """The photograph that this person would be handed next of the batch."""
    item = browser.get(f"/api/next?question=recapture&batch={batch}").json["item"]
    if item is None:
        return None
    browser.post("/api/release", json={"question": "recapture", "photo_id": item["photo"]["id"], "lease_id": item["lease_id"]})
    return item["photo"]["id"]


def test_a_lead_gives_photographs_or_a_whole_batch_to_one_reviewer(client, seven) -> None:
    lead, reviewer, other = client("lead"), client("reviewer"), client("other")
    odd = grid(lead, batch="odd")
    assert f"{len(odd)} photographs now come up for other." in steer(lead, Ids.GIVE, odd, "other").text
    assert offered(reviewer, "odd") is None and offered(other, "odd") in odd
    said = steer(lead, Ids.GIVE_BATCH, [], "other", "even")
    assert said.json["response"][Ids.DONE]["children"][0]["props"]["children"] == "4 photographs of “even” now come up for other."
    assert offered(reviewer, "even") is None
    assert "4 photographs given back." in give_back(lead, re.search(r'"data-give-back":"([^"]+)"', said.text)[1]).text
    assert offered(reviewer, "even") is not None
    assert steer(lead, Ids.GIVE_BATCH, [], "other", "even").status_code == 200
    for button, chosen, batch in ((Ids.GIVE, odd, ""), (Ids.GIVE_BATCH, [], "even")):
        assert "for everybody." in steer(lead, button, chosen, batch=batch).text
    assert offered(reviewer, "odd") in odd


def test_a_lead_holds_photographs_back(client, seven, desk) -> None:
    lead, reviewer = client("lead"), client("reviewer")
    odd = grid(lead, batch="odd")
    assert f"{len(odd)} photographs held back" in steer(lead, Ids.HOLD, odd).text
    assert sorted(photo.id for photo in held_photos(desk.deps, OPERATOR, "recapture")) == sorted(odd) and offered(reviewer, "odd") is None
    assert "held back already" in steer(lead, Ids.HOLD, odd).text
    hold(desk.deps, OPERATOR, "recapture", odd, held=False)


def test_a_lead_holds_a_whole_batch_back_and_lets_it_go(client, seven, desk) -> None:
    lead, reviewer = client("lead"), client("reviewer")
    odd = grid(lead, batch="odd")
    assert f"{len(odd)} photographs of \\u201codd\\u201d held back" in steer(lead, Ids.HOLD_BATCH, [], batch="odd").text
    assert sorted(photo.id for photo in held_photos(desk.deps, OPERATOR, "recapture")) == sorted(odd) and offered(reviewer, "odd") is None
    assert "was left to be held back" in steer(lead, Ids.HOLD_BATCH, [], batch="odd").text
    assert f"{len(odd)} photographs of \\u201codd\\u201d let go" in steer(lead, Ids.FREE_BATCH, [], batch="odd").text
    assert held_photos(desk.deps, OPERATOR, "recapture") == [] and offered(reviewer, "odd") in odd


def test_a_lead_marks_photographs_as_gold_and_takes_that_back(client, seven, desk) -> None:
    lead = client("lead")
    odd = grid(lead, batch="odd")
    assert f"{len(odd)} photographs are gold now." in steer(lead, Ids.SET_GOLD, odd, known="original").text
    assert {(one.photo_id, one.label) for one in list_gold(desk.deps, OPERATOR, "recapture")} == {(one, "original") for one in odd}
    assert steer(client("reviewer"), Ids.SET_GOLD, odd, known="original").status_code == 403
    assert "not gold any more." in steer(lead, Ids.SET_GOLD, odd[:1], known=NOT_GOLD).text
    assert "left out: 1 not gold before." in steer(lead, Ids.SET_GOLD, odd[:1], known=NOT_GOLD).text
    steer(lead, Ids.SET_GOLD, odd[1:], known=NOT_GOLD)
    assert list_gold(desk.deps, OPERATOR, "recapture") == []


def test_a_reviewer_can_neither_give_nor_hold(client, seven, desk) -> None:
    reviewer = client("reviewer")
    shown = grid(reviewer)
    assert [steer(reviewer, button, shown, "other", "even").status_code for button in (Ids.GIVE, Ids.GIVE_BATCH, Ids.HOLD)] == [403] * 3
    assert held_photos(desk.deps, OPERATOR, "recapture") == []


def test_an_unknown_name_is_refused_and_a_sentence_says_what_came_of_it(client, seven) -> None:
    lead = client("lead")
    assert "There is no user 'nobody' who can sign in." in steer(lead, Ids.GIVE, grid(lead), "nobody").get_data(as_text=True)
    assert given_words(1, None, None) == "1 photograph now comes up for everybody."
    assert given_words(0, "rob", "spring").startswith("No photograph of “spring” was given")
    assert held_words(1) == "1 photograph held back; Settings lets it go."


def test_those_who_can_sign_in_can_be_given_photographs(client, seven, desk) -> None:
    client("disabled")
    assert assignable(desk.deps, OPERATOR) == ("admin", "lead", "other", "reviewer")


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
