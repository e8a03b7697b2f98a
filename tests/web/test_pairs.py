"""The pair that was found: in the API and on the panel, and in no answer of any kind while its photograph is to be judged blind."""

from __future__ import annotations

import uuid

import pytest

from app.domain import Role
from app.services.access import OPERATOR
from app.services.find_pairs import run_pairs
from app.services.policies import change_policy
from app.services.report import SilentReport
from app.services.score import score_photo
from app.web.components.pair_line import turned_words
from tests.photos.pairing.scenes import scene, seen_again
from tests.photos.pictures import encode
from tests.web.conftest import Desk
from tests.web.drive import answers

Q = "recapture"
SIGNS = ("Pair found", "points agree", '"inliers"')


def new_pair(desk: Desk, seed: int) -> list[dict]:
    """A scene and its recapture, scored and paired."""
    admin, found = desk.signed_in("admin"), []
    for name, image in (("scene.jpg", scene(seed)), ("again.jpg", seen_again(scene(seed), 90))):
        sent = admin.post(f"/api/photos?name={name}", data=encode(image, ".jpg", quality=90), content_type="application/octet-stream")
        found.append(sent.json["photo"])
        score_photo(desk.deps, found[-1]["id"], Q)
    run_pairs(desk.deps, SilentReport())
    return found


def signs(desk: Desk, browser, role: Role, photo_id: str, lease_id: str = "none") -> set[str]:
    """What was asked and answered with something of a pair."""
    return {asked for asked, _, text in answers(desk, browser, role, photo_id, lease_id) if any(sign in text for sign in SIGNS)}


def answer(browser, item: dict) -> None:
    """A verdict, and the same again where the score is revealed after it."""
    body = {"request_id": str(uuid.uuid4()), "photo_id": item["photo"]["id"], "question": Q, "verdict": "ACCEPT",
            "lease_id": item["lease_id"]}
    following = browser.post("/api/decisions", json=body).json["next"]
    if following and following["revealing"]:
        answer(browser, following)


def test_while_nothing_is_blind_it_is_in_the_api_and_on_the_panel(desk, client):
    pair = new_pair(desk, 1)
    change_policy(desk.deps, OPERATOR, Q, {"blind": "off"})
    browser = client("reviewer")
    found = browser.get(f"/api/photos/{pair[0]['id']}/pair").json["pair"]
    assert found["photo"]["id"] == pair[1]["id"] and found["inliers"] >= 12 and abs(found["rotation"] - 90) <= 4
    assert 0 < found["similarity"] <= 1
    asked = signs(desk, browser, Role.REVIEWER, pair[0]["id"])
    assert any(one.startswith("callback desk-panel.children") for one in asked)
    assert client("nobody").get(f"/api/photos/{pair[0]['id']}/pair").status_code == 401
    assert browser.get("/api/photos/none/pair").status_code == 404


@pytest.mark.parametrize("blind", ["on", "on_request"])
def test_no_answer_of_any_kind_holds_it_before_the_own_answer(desk, client, blind):
    first, second = [photo["id"] for photo in new_pair(desk, len(blind))]
    change_policy(desk.deps, OPERATOR, Q, {"blind": blind})
    browser = client("other")
    for photo_id in (first, second):
        assert signs(desk, browser, Role.REVIEWER, photo_id) == set()
        assert browser.get(f"/api/photos/{photo_id}/pair").status_code == 403
    item = browser.get(f"/api/open/{first}").json["item"]
    assert signs(desk, browser, Role.REVIEWER, first, item["lease_id"]) == set()
    answer(browser, browser.get(f"/api/open/{first}").json["item"])
    assert browser.get(f"/api/photos/{second}/pair").status_code == 403
    assert browser.get(f"/api/photos/{first}/pair").json == {"pair": None}  # its pair would name the one that still waits
    answer(browser, browser.get(f"/api/open/{second}").json["item"])
    assert browser.get(f"/api/photos/{first}/pair").json["pair"]["photo"]["id"] == second
    assert any(one.startswith("callback desk-panel.children") for one in signs(desk, browser, Role.REVIEWER, first))


@pytest.mark.parametrize(("rotation", "words"), [
    (0, ""), (358, ""), (7, ""), (92, ", turned 90°"), (265, ", turned 270°"), (45, ", turned 45°")])
def test_a_turn_is_said_in_quarters_where_it_is_near_one(rotation, words):
    assert turned_words(rotation) == words
