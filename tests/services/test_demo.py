"""The demo needs no download, fills a desk like any other photographs, and is not mixed with real ones unasked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from app.domain import User
from app.errors import DeskInUse, NotAllowed
from app.questions import question_named
from app.services.access import OPERATOR
from app.services.demo import fill_demo
from app.services.demo_pictures import shipped_pictures
from app.services.deps import Deps
from app.services.manifest import read_manifest
from app.services.report import SilentReport
from app.store import photos


def test_the_pictures_are_there_and_large_enough_to_be_scored() -> None:
    pictures = shipped_pictures()
    assert len(pictures) >= 10 and {"astronaut", "grace_hopper", "china"} <= set(pictures)
    assert min(min(picture.shape[:2]) for picture in pictures.values()) >= 256


def test_a_desk_is_filled_once_and_real_photographs_are_left_alone(deps: Deps, alice: User, add_photo: Callable) -> None:
    pictures = {"chelsea": shipped_pictures()["chelsea"]}
    with pytest.raises(NotAllowed):
        fill_demo(deps, alice, pictures, SilentReport())
    result = fill_demo(deps, OPERATOR, pictures, SilentReport())
    assert (result.added, result.duplicates, result.unscored) == (3, 0, 0)
    rows = read_manifest(result.manifest, question_named("recapture"), need_both=False)
    assert sorted(row.kind for row in rows) == ["camera", "print", "screen"]
    with deps.database.read() as session:
        kept = [photos.by_sha256(session, hashlib.sha256(row.path.read_bytes()).hexdigest()) for row in rows]
    assert [(photo.origin.source, photo.origin.batch, photo.origin.group) for photo in kept if photo] == [("demo", "demo", "chelsea")] * 3
    assert fill_demo(deps, OPERATOR, pictures, SilentReport()).duplicates == 3
    add_photo(seed=1)
    with pytest.raises(DeskInUse):
        fill_demo(deps, OPERATOR, pictures, SilentReport())
    assert fill_demo(deps, OPERATOR, pictures, SilentReport(), force=True).added == 0
