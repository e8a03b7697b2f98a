"""What leads hold back is listed under Settings and let go there; reviewers can do neither."""

from __future__ import annotations

from app.services.access import OPERATOR
from app.services.hold import held_photos, hold
from app.web.components.held_list import LET_GO, held_list
from app.web.components.steering import steering
from app.web.pages import settings
from tests.web.test_desk import attributes, words
from tests.web.test_uploads import jpeg, upload


def press(browser, photo: str):
    pressed = {"type": LET_GO, "photo": photo}
    body = {"output": f"{settings.Ids.HELD}.children", "outputs": {"id": settings.Ids.HELD, "property": "children"},
            "inputs": [[{"id": pressed, "property": "n_clicks", "value": 1}]],
            "state": [{"id": settings.Ids.QUESTION, "property": "data", "value": "recapture"}],
            "changedPropIds": [f'{{"photo":"{photo}","type":"{LET_GO}"}}.n_clicks']}
    return browser.post("/_dash-update-component", json=body)


def test_a_held_photograph_is_listed_and_let_go(desk):
    photo = upload(desk.signed_in("admin"), jpeg(810)).json["photo"]["id"]
    assert hold(desk.deps, OPERATOR, "recapture", [photo]) == 1
    held = held_photos(desk.deps, OPERATOR, "recapture")
    assert attributes(held_list(held), "aria-label") == [f"Let {held[0].name} go"]
    assert press(desk.signed_in("reviewer"), photo).status_code == 403
    assert "Nothing is held back" in press(desk.signed_in("lead"), photo).text
    assert held_photos(desk.deps, OPERATOR, "recapture") == []


def test_the_desk_offers_to_give_and_to_hold():
    offered = steering(("rob", "sue"))
    assert attributes(offered, "data-action") == ["assign", "hold"] and "Hold back" in words(offered)
    (names,) = attributes(offered, "options")
    assert [one["value"] for one in names] == ["rob", "sue"]
