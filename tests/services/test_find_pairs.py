"""The desk finds for every photo the one of the same scene, also when it comes later, and forgets it with either."""

from __future__ import annotations

import shutil

import pytest

from app.domain import Origin, Photo, User
from app.errors import NotAllowed, PhotoErased, ScoreWithheld
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.find_pairs import KIND, ask_pairs, run_pairs
from app.services.found_pair import FoundPair, found_pair, pair_if_seen
from app.services.ingest import receive
from app.services.policies import change_policy
from app.services.report import SilentReport
from app.services.review import decide, next_photo
from app.store.erase import erase_photo
from tests.photos.pairing.scenes import scene, seen_again
from tests.photos.pictures import encode
from tests.services.desk import Desk, verdict

Q = "recapture"


def add(deps: Deps, image, name: str) -> Photo:
    return receive(deps, OPERATOR, [encode(image, ".jpg", quality=90)], name, Origin()).photo


@pytest.fixture
def pair(deps: Deps) -> tuple[Photo, Photo]:
    """A scene and its recapture, turned; a third photo is on the desk too."""
    add(deps, scene(50), "single.jpg")
    return add(deps, scene(1), "scene.jpg"), add(deps, seen_again(scene(1), 90), "again.jpg")


def shown(deps: Deps, photo: Photo) -> FoundPair | None:
    return found_pair(deps, OPERATOR, photo.id)


def test_each_of_two_names_the_other_and_a_single_one_nobody(deps: Deps, pair) -> None:
    assert ask_pairs(deps) is not None
    assert run_pairs(deps, SilentReport()) == {"looked_at": 3, "paired": 2, "unreadable": 0}
    there, back = shown(deps, pair[0]), shown(deps, pair[1])
    assert there is not None and back is not None
    assert (there.partner.id, back.partner.id) == (pair[1].id, pair[0].id) and there.inliers == back.inliers >= 12
    assert abs(there.rotation - 90) <= 4 and (there.rotation + back.rotation) % 360 == 0
    assert shown(deps, add(deps, scene(51), "later.jpg")) is None


def test_nothing_is_done_twice(deps: Deps, pair) -> None:
    run_pairs(deps, SilentReport())
    assert ask_pairs(deps) is None and run_pairs(deps, SilentReport())["looked_at"] == 0


def test_a_photo_changes_over_to_one_that_agrees_better_when_it_comes(deps: Deps) -> None:
    original = add(deps, scene(2), "original.jpg")
    poor = add(deps, seen_again(scene(2)[:, 250:], 20, tilt=0.1), "poor.jpg")
    run_pairs(deps, SilentReport())
    assert shown(deps, original).partner.id == poor.id
    better = add(deps, seen_again(scene(2)), "better.jpg")
    assert run_pairs(deps, SilentReport())["looked_at"] == 1
    assert shown(deps, original).partner.id == better.id and shown(deps, poor) is not None


def test_what_cannot_be_read_stands_in_nobody_s_way(deps: Deps, pair) -> None:
    deps.blobs.path_of(pair[1].sha256).unlink()
    assert run_pairs(deps, SilentReport()) == {"looked_at": 3, "paired": 0, "unreadable": 1}
    assert ask_pairs(deps) is None


def test_a_damaged_sketch_is_made_anew(deps: Deps, pair) -> None:
    for photo in pair:
        deps.blobs.put_view(photo.sha256, KIND, b"damaged")
    run_pairs(deps, SilentReport())
    assert shown(deps, pair[0]) is not None


def test_erasing_a_photo_takes_its_sketch_and_both_ends_of_the_pair(deps: Deps, pair) -> None:
    run_pairs(deps, SilentReport())
    with deps.database.begin() as session:
        sha256 = erase_photo(session, pair[1].id, deps.clock())
    deps.blobs.erase(sha256)
    assert shown(deps, pair[0]) is None and deps.blobs.view_path(pair[1].sha256, KIND) is None
    with pytest.raises(PhotoErased):
        shown(deps, pair[1])
    assert run_pairs(deps, SilentReport()) == {"looked_at": 1, "paired": 0, "unreadable": 0}


def test_a_photo_erased_while_pairs_are_looked_for_leaves_nothing(deps: Deps, pair) -> None:
    class Erasing(SilentReport):
        def __call__(self, progress: float, message: str) -> None:
            if progress >= 0.5:
                with deps.database.begin() as session:
                    sha256 = erase_photo(session, pair[1].id, deps.clock())
                if sha256:
                    deps.blobs.erase(sha256)

    run_pairs(deps, Erasing())
    assert shown(deps, pair[0]) is None and not (deps.blobs.views / pair[1].sha256[:2] / pair[1].sha256[2:4] / pair[1].sha256).exists()


def test_it_stays_back_until_both_photos_were_answered(desk: Desk, pair, lead: User) -> None:
    deps, alice = desk.deps, desk.person("alice")
    run_pairs(deps, SilentReport())
    change_policy(deps, lead, Q, {"blind": "on"})
    answered: set[str] = set()
    for _ in range(3):
        for photo in pair:
            if photo.id not in answered:
                with pytest.raises(ScoreWithheld):
                    found_pair(deps, alice, photo.id)
            elif {one.id for one in pair} <= answered:
                assert found_pair(deps, alice, photo.id) is not None
            else:  # naming the other one would say of it, before its answer, that it has a pair
                assert found_pair(deps, alice, photo.id) is None
            assert photo.id in answered or pair_if_seen(deps, alice, photo.id) is None
        item = next_photo(deps, alice, Q)
        done = decide(deps, alice, verdict(item))
        if done.next and done.next.revealing:
            decide(deps, alice, verdict(done.next))
        answered.add(item.photo.id)
    assert all(found_pair(deps, alice, photo.id) is not None for photo in pair)


def test_nobody_who_was_shut_out_is_shown_a_pair(deps: Deps, pair) -> None:
    with pytest.raises(NotAllowed):
        found_pair(deps, User("gone", "gone", OPERATOR.role, disabled=True), pair[0].id)


def test_views_can_be_thrown_away(deps: Deps, pair) -> None:
    run_pairs(deps, SilentReport())
    shutil.rmtree(deps.blobs.views)
    assert shown(deps, pair[0]) is not None
    late = add(deps, seen_again(scene(50), 180), "late.jpg")
    run_pairs(deps, SilentReport())
    assert shown(deps, late).partner.name == "single.jpg"
