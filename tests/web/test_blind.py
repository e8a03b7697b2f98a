"""Before the own answer is stored nothing of the score leaves the server, whatever is asked; nor does anybody else's answer, ever."""

from __future__ import annotations

import re
import uuid

import pytest

from app.domain import Role
from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.services.explain import explain_score
from app.services.policies import change_policy
from app.services.score import score_photo
from tests.photos.pictures import encode, picture
from tests.web.conftest import Desk
from tests.web.drive import answers
from tests.web.every_request import cases, routes_of

Q = "recapture"
ON_THE_DESK = r"GET /api/(next|open|photos)|POST /api/reveal|callback \.*(desk|score|upload)-"


def new_photo(desk: Desk, seed: int) -> str:
    """The only photograph of the queue that waits, scored."""
    content = encode(picture(420, 360, seed), ".jpg", quality=95)
    answer = desk.signed_in("admin").post("/api/photos?name=p.jpg", data=content, content_type="application/octet-stream")
    photo_id = answer.json["photo"]["id"]
    score_photo(desk.deps, photo_id, Q)
    return photo_id


def set_policy(desk: Desk, **changes: object) -> None:
    change_policy(desk.deps, OPERATOR, Q, changes)


def traces(desk: Desk, photo_id: str) -> list[str]:
    """What the score looks like where it leaks: its id, its numbers, what is said of it."""
    score = score_photo(desk.deps, photo_id, Q)
    said = explain_score(desk.deps, score)
    numbers = [*score.probabilities.values(), *score.contributions.values()]
    percent = [f"{said.percent} %"] if said.percent % 5 else []  # round ones stand in filters and scales too
    return [score.id, f"{said.words}, {said.percent} %", *percent, *(f"{abs(one):.5f}"[:7] for one in numbers if abs(one) > 0.01)]


def leaks(desk: Desk, browser, role: Role, photo_id: str, lease_id: str = "none", only: str = "") -> dict[str, str]:
    """What was asked -> the trace that its answer holds; a map that is sent is one too."""
    found, wanted = {}, traces(desk, photo_id)
    for asked, status, text in answers(desk, browser, role, photo_id, lease_id, only):
        trace = next((one for one in wanted if one in text), None)
        if trace is None and "/maps/" in asked and status in (200, 304):
            trace = "a map"
        if trace is not None:
            found[asked] = trace
    return found


def verdict(item: dict, said: str = "ACCEPT", **more: object) -> dict:
    return {"request_id": str(uuid.uuid4()), "photo_id": item["photo"]["id"], "question": Q, "verdict": said, "lease_id": item["lease_id"],
            **more}


def test_every_route_and_method_is_driven_so_that_a_new_one_cannot_be_forgotten(desk):
    assert cases() == routes_of(desk)


@pytest.mark.parametrize("blind", ["on", "on_request"])
def test_no_answer_of_any_kind_holds_anything_of_the_score_before_the_own_answer(desk, client, blind):
    photo_id = new_photo(desk, seed=len(blind))
    set_policy(desk, blind=blind)
    reviewer = client("reviewer")
    assert leaks(desk, reviewer, Role.REVIEWER, photo_id) == {}  # not yet on the desk
    item = reviewer.get("/api/next").json["item"]
    assert item["photo"]["id"] == photo_id and item["score"] is None and item["blind"] == ("hidden" if blind == "on" else "ask")
    if blind == "on":
        assert leaks(desk, reviewer, Role.REVIEWER, photo_id, item["lease_id"]) == {}
        assert reviewer.post("/api/reveal", json=verdict(item)).status_code == 403
    else:
        assert reviewer.post("/api/reveal", json=verdict(item)).json["item"]["score"]["id"] in traces(desk, photo_id)
    done = reviewer.post("/api/decisions", json=verdict(item)).json
    assert done["decision"]["stage"] == ("blind" if blind == "on" else "open")
    found = leaks(desk, reviewer, Role.REVIEWER, photo_id)
    if done["next"]:
        reviewer.post("/api/decisions", json=verdict(done["next"]))
    for asked in (f"GET /api/open/{photo_id}", f"GET /api/photos/{photo_id}/maps/residual", "callback desk-panel.children"):
        assert any(one.startswith(asked) for one in found), (asked, found)
    assert leaks(desk, client("other"), Role.REVIEWER, photo_id) == {}  # who has not answered it still sees nothing


def test_a_lead_who_reviews_is_shown_nothing_on_the_desk(desk, client):
    set_policy(desk, blind="on")
    photo_id, lead = new_photo(desk, seed=21), client("lead")
    item = lead.get("/api/next").json["item"]
    assert item["photo"]["id"] == photo_id
    assert leaks(desk, lead, Role.LEAD, photo_id, item["lease_id"], ON_THE_DESK) == {}
    done = lead.post("/api/decisions", json=verdict(item))
    assert done.status_code == 200, done.json
    revealed = done.json["next"]
    assert revealed["revealing"] and revealed["score"] is not None
    kept = lead.post("/api/decisions", json=verdict(revealed, score_id=revealed["score"]["id"])).json
    assert kept["decision"]["stage"] == "revealed" and kept["next"] is None


@pytest.mark.parametrize("first", ["ACCEPT", "UNSURE"])
def test_a_second_reader_cannot_obtain_the_first_answer_by_any_request(desk, client, first):
    set_policy(desk, blind="off", second_read_share=1.0)
    photo_id, reviewer, other = new_photo(desk, seed=ord(first[0])), client("reviewer"), client("other")
    plain = reviewer.get("/api/next").json["item"]
    stored = reviewer.post("/api/decisions", json=verdict(plain, first, note="quokka on the wall")).json["decision"]
    secrets = [stored["id"], "quokka", *(one.id for one in _reviewers(desk, "reviewer"))]
    item = other.get("/api/next").json["item"]
    same = {name: value for name, value in plain.items() if name not in ("lease_id", "lease_until")}
    assert {name: value for name, value in item.items() if name not in ("lease_id", "lease_until")} == same
    for asked, _, text in answers(desk, other, Role.REVIEWER, photo_id, item["lease_id"]):
        assert not [one for one in secrets if one in text], asked
        if asked.startswith("GET /api/") and photo_id in text:
            assert not re.search(r'"verdict":\s*"', text), asked
    assert other.post("/api/decisions", json=verdict(item, "ACCEPT")).json["decision"]["stage"] == "second"
    seen = "".join(text for asked, _, text in answers(desk, reviewer, Role.REVIEWER, photo_id))
    assert "quokka" in seen  # those who gave it do find it
    set_policy(desk, second_read_share=0.0)


def _reviewers(desk: Desk, name: str):
    return [user for user in list_users(desk.deps, OPERATOR) if user.name == name]
