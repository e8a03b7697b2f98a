"""Maps of a photo: drawn once, kept, named by what they are, and closed to those who must not see a score yet."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.domain import Role, User
from app.errors import MapNotFound, NotAllowed, NotScored, PhotoNotFound, ScoreWithheld
from app.evidence.maps import MAPS
from app.photos.planes import Planes
from app.services.evidence_maps import map_picture, map_tag, maps_of
from app.services.policies import change_policy
from app.services.review import decide, next_photo
from tests.services.desk import verdict


def read(content: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)


@pytest.mark.parametrize("map_id", list(MAPS))
def test_every_map_of_a_photo_is_drawn_and_drawn_once(deps, alice, add_photo, map_id):
    photo = add_photo(seed=1)
    first = map_picture(deps, alice, photo.id, map_id)
    kept = list((deps.settings.home / "views").rglob(f"map.{map_id}.*"))
    assert len(kept) == 1 and kept[0].read_bytes() == first
    kept[0].write_bytes(b"kept")
    assert map_picture(deps, alice, photo.id, map_id) == b"kept"
    assert read(first) is not None


def test_the_second_map_needs_no_decoding_and_is_the_same(deps, alice, add_photo):
    photo = add_photo(seed=2, width=1500, height=1100)
    map_picture(deps, alice, photo.id, "residual")
    path = deps.blobs.path_of(photo.sha256)
    truth = MAPS["sharpness"].make(Planes(deps.decoder.decode(path).image))
    path.unlink()
    found = read(map_picture(deps, alice, photo.id, "sharpness"))
    assert np.array_equal(cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA), truth)


def test_a_tag_names_photo_map_version_and_for_votes_the_model(deps, alice, add_photo, monkeypatch):
    one, other = add_photo(seed=1), add_photo(seed=2)
    tags = {map_tag(deps, alice, photo.id, map_id) for photo in (one, other) for map_id in MAPS}
    assert len(tags) == 2 * len(MAPS)
    assert deps.models.champion("recapture").artifact_sha256[:16] in map_tag(deps, alice, one.id, "votes")
    assert f".v{MAPS['residual'].version}." in map_tag(deps, alice, one.id, "residual")


def test_what_does_not_exist_is_said(deps, alice, add_photo):
    photo = add_photo()
    with pytest.raises(MapNotFound):
        map_picture(deps, alice, photo.id, "../secret")
    with pytest.raises(PhotoNotFound):
        map_picture(deps, alice, "nobody", "residual")
    with pytest.raises(NotAllowed):
        map_picture(deps, User("x", "gone", Role.REVIEWER, disabled=True), photo.id, "residual")


def test_a_map_is_closed_as_long_as_the_score_is(deps, alice, lead, add_photo):
    add_photo()
    change_policy(deps, lead, "recapture", {"blind": "on"})
    item = next_photo(deps, alice, "recapture")
    for ask in (map_picture, map_tag):
        with pytest.raises(ScoreWithheld):
            ask(deps, alice, item.photo.id, "residual")
    decide(deps, alice, verdict(item))
    assert map_picture(deps, alice, item.photo.id, "residual")


def test_a_photo_too_small_to_be_scored_has_maps_but_no_votes(deps, alice, add_photo):
    photo = add_photo(width=200, height=180)
    assert map_picture(deps, alice, photo.id, "sharpness")
    with pytest.raises(NotScored):
        map_picture(deps, alice, photo.id, "votes")


def test_erasing_takes_maps_along(deps, alice, add_photo):
    photo = add_photo()
    map_picture(deps, alice, photo.id, "residual")
    deps.blobs.erase(photo.sha256)
    assert not [path for path in (deps.settings.home / "views").rglob("*") if path.is_file() and photo.sha256 in str(path)]


def test_the_question_lists_its_maps_in_its_order():
    assert [one.id for one in maps_of("recapture")][0] == "periodic" and {one.id for one in maps_of("recapture")} == set(MAPS)
