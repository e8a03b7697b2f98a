"""What the desk sends that cannot be stored is refused with a sentence, and nothing of it is kept or lost."""

from __future__ import annotations

import uuid

import pytest

from app.services.review import Progress, progress
from app.store import users
from app.store.erase import erase_photo
from tests.photos.pictures import encode, picture

Q = "recapture"


@pytest.fixture
def on_the_desk(desk, client):
    """A reviewer's browser and the photograph on their desk."""
    browser = client("reviewer")
    browser.post("/api/photos?name=p.jpg", data=encode(picture(200, 180, 77), ".jpg"), content_type="application/octet-stream")
    return browser, browser.get("/api/next").json["item"]


def body(item: dict, **more: object) -> dict:
    return {"request_id": str(uuid.uuid4()), "photo_id": item["photo"]["id"], "question": Q, "verdict": "REJECT",
            "lease_id": item["lease_id"], **more}


def judged(desk) -> Progress:
    with desk.deps.database.read() as session:
        user = users.by_name(session, "reviewer")
    return progress(desk.deps, user, Q)


@pytest.mark.parametrize("length", [2001, 900_000, 1_100_000, 5_000_000])
def test_a_note_that_is_too_long_says_so_whatever_its_length(desk, on_the_desk, length):
    browser, item = on_the_desk
    before = judged(desk)
    answer = browser.post("/api/decisions", json=body(item, note="n" * length))
    assert 400 <= answer.status_code < 500 and answer.json == {"error": "The note is longer than 2,000 characters.", "kind": "NoteTooLong"}
    assert judged(desk) == before and browser.get("/api/next").json["item"]["lease_id"] == item["lease_id"]


def test_a_photograph_erased_while_it_is_open_is_called_so(desk, on_the_desk):
    browser, item = on_the_desk
    with desk.deps.database.begin() as session:
        erase_photo(session, item["photo"]["id"], desk.deps.clock())
    for answer, status in ((browser.post("/api/decisions", json=body(item)), 404), (browser.get(f"/api/open/{item['photo']['id']}"), 404),
                           (browser.get(f"/api/photos/{item['photo']['id']}"), 404)):
        assert answer.status_code == status and answer.json["kind"] == "PhotoErased" and "erased" in answer.json["error"]
    assert browser.get("/api/next").json["item"] is None


def test_undo_tells_the_progress_of_the_batch_that_the_reviewer_works_in(desk, client):
    browser = client("reviewer")
    for seed, batch in ((78, "spring"), (79, "spring"), (80, "autumn")):
        browser.post(f"/api/photos?name=p.jpg&batch={batch}", data=encode(picture(200, 180, seed), ".jpg"),
                     content_type="application/octet-stream")
    item = browser.get("/api/next?batch=spring").json["item"]
    assert browser.post("/api/decisions", json=body(item, batch="spring")).json["progress"]["total"] == 2
    told = browser.post("/api/undo", json={"question": Q, "batch": "spring"}).json["progress"]
    assert told == browser.get("/api/progress?batch=spring").json["progress"] and told["total"] == 2
