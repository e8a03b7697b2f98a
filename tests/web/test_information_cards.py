"""The information cards of the photograph on the table: shown where the score is, withheld where it is."""

from __future__ import annotations

from app.errors import ScoreWithheld
from app.services.access import OPERATOR
from app.services.policies import change_policy
from app.services.score import score_photo
from app.web.components.metadata_card import Ids as CardIds
from app.web.pages import desk as desk_page
from tests.web.callbacks import call
from tests.web.test_uploads import jpeg, upload

TITLE = "None of this enters the score."


def opened(browser, photo: str, clicks: int = 1):
    return call(browser, browser.application.extensions["loupe_dash"], f"{CardIds.CARDS}.children", {
        f"{CardIds.CARDS_OPENER}.n_clicks": clicks, f"{desk_page.Ids.PHOTO}.data": {"photo": photo, "view": "shown"},
        f"{desk_page.Ids.QUESTION}.data": "recapture"})


def test_cards_are_withheld_until_the_own_answer_and_shown_where_the_score_is(desk, client):
    photo = upload(client("admin"), jpeg(911)).json["photo"]["id"]
    score_photo(desk.deps, photo, "recapture")
    reviewer = client("reviewer")
    change_policy(desk.deps, OPERATOR, "recapture", {"blind": "on"})
    withheld = opened(reviewer, photo)
    assert str(ScoreWithheld()) in withheld.get_data(as_text=True) and TITLE not in withheld.text and "base64," not in withheld.text
    change_policy(desk.deps, OPERATOR, "recapture", {"blind": "off"})
    shown = opened(reviewer, photo)
    assert shown.status_code == 200 and TITLE in shown.text and "It misleads: " in shown.text and "base64," in shown.text


def test_cards_are_made_once(desk, client):
    photo = upload(client("admin"), jpeg(912)).json["photo"]["id"]
    again = opened(client("reviewer"), photo, clicks=2)
    assert again.status_code in (200, 204) and TITLE not in again.text


def test_nobody_opens_them_without_signing_in(desk, client):
    photo = upload(client("admin"), jpeg(913)).json["photo"]["id"]
    assert opened(client("nobody"), photo).status_code in (302, 400, 401, 403)
