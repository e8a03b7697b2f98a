"""GET /api/photos/<id>/maps and its pictures."""

from __future__ import annotations

import pytest

from app.evidence.maps import MAPS
from tests.photos.pictures import encode, picture


@pytest.fixture(scope="module")
def photo(desk) -> dict:
    content = encode(picture(640, 480, 31), ".jpg", quality=90)
    browser = desk.signed_in("reviewer")
    return browser.post("/api/photos?name=a.jpg", data=content, content_type="application/octet-stream").json["photo"]


def test_the_list_says_what_each_map_shows_and_where_it_is(client, photo):
    browser = client("reviewer")
    maps = browser.get(f"/api/photos/{photo['id']}/maps").json["maps"]
    assert {one["id"] for one in maps} == set(MAPS)
    for one in maps:
        assert one["shows"] and one["misleads"] and isinstance(one["overlays"], bool)
        assert browser.get(one["picture"]).status_code == 200


@pytest.mark.parametrize(("map_id", "media", "start"), [("periodic", "image/png", b"\x89PNG"), ("residual", "image/jpeg", b"\xff\xd8")])
def test_a_map_is_a_private_picture_of_a_fixed_type(client, photo, map_id, media, start):
    answer = client("reviewer").get(f"/api/photos/{photo['id']}/maps/{map_id}")
    assert answer.data.startswith(start) and answer.headers["Content-Type"] == media
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"].startswith("private, max-age=")


def test_a_kept_map_is_not_sent_again(client, photo):
    browser, address = client("reviewer"), f"/api/photos/{photo['id']}/maps/periodic"
    tag = browser.get(address).headers["ETag"]
    again = browser.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304 and not again.data and again.headers["ETag"] == tag
    assert browser.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_nobody_else_gets_a_map(client, photo):
    for path in ("maps", "maps/periodic"):
        assert client("nobody").get(f"/api/photos/{photo['id']}/{path}").status_code == 401


@pytest.mark.parametrize("path", ["photos/none/maps", "photos/none/maps/periodic", "photos/{id}/maps/weather",
                                  "photos/{id}/maps?question=weather", "photos/{id}/maps/votes?question=weather"])
def test_what_does_not_exist_is_404(client, photo, path):
    answer = client("reviewer").get(f"/api/{path.format(id=photo['id'])}")
    assert answer.status_code == 404 and answer.json["error"].endswith(".")
