"""The vote finds a scene again among others, and is not won by what many share."""

from __future__ import annotations

import numpy as np
import pytest

from app.photos.pairing.shortlist import Shortlist
from app.photos.pairing.sketch import Filed, Sketch, sketch_of
from tests.photos.pairing.scenes import on_card, scene, seen_again

SKETCHES = [sketch_of(scene(seed)) for seed in range(8)]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 33])
def test_a_scene_seen_again_has_most_votes_however_it_is_turned(degrees: float) -> None:
    ranked = Shortlist([one.filed for one in SKETCHES]).ranked([sketch_of(seen_again(scene(5), degrees))], 3)[0]
    assert ranked[0][0] == 5 and all(votes < ranked[0][1] / 3 for _, votes in ranked[1:])


def test_a_photo_is_not_on_its_own_list() -> None:
    shortlist = Shortlist([one.filed for one in SKETCHES])
    assert shortlist.ranked([SKETCHES[2]], 3)[0][0][0] == 2
    assert 2 not in [photo for photo, _ in shortlist.ranked([SKETCHES[2]], 8, without=[2])[0]]


def test_among_photos_on_one_card_the_same_picture_comes_first() -> None:
    cards = [sketch_of(on_card(seed)) for seed in range(8)]
    ranked = Shortlist([one.filed for one in cards]).ranked([sketch_of(seen_again(on_card(6)))], 8)[0]
    assert ranked[0][0] == 6


def test_two_keypoints_of_its_own_put_a_photo_on_the_list_among_many_that_share_the_rest() -> None:
    """At a thousand photographs on three cards, every vote for a partner but a few is one of hundreds."""
    rng = np.random.default_rng(3)
    words, signatures = rng.integers(1024, size=62).astype(np.uint16), rng.integers(2**63, size=62).astype(np.uint64)
    shared = [Filed(np.append(words[:60], rng.integers(1024, size=2)).astype(np.uint16),
                    np.append(signatures[:60], rng.integers(2**63, size=2)).astype(np.uint64)) for _ in range(99)]
    sketch = Sketch(np.zeros((62, 2), np.float32), np.zeros((62, 128), np.uint8), np.repeat(words[:, None], 3, axis=1),
                    np.repeat(signatures[:, None], 3, axis=1), np.zeros((4, 4), np.uint8))
    assert Shortlist([*shared, Filed(words, signatures)]).ranked([sketch], 1)[0][0][0] == 99


def test_nothing_votes_for_nothing() -> None:
    empty = sketch_of(np.zeros((100, 100, 3), np.uint8))
    assert Shortlist([]).ranked([SKETCHES[0]], 5) == [[]]
    assert Shortlist([empty.filed]).ranked([SKETCHES[0]], 5) == [[]]
    assert Shortlist([one.filed for one in SKETCHES]).ranked([empty], 5) == [[]]


def test_many_at_once_are_ranked_as_one_by_one() -> None:
    shortlist, places = Shortlist([one.filed for one in SKETCHES]), range(len(SKETCHES))
    together = shortlist.ranked(SKETCHES, 8, places)
    assert together == [shortlist.ranked([SKETCHES[place]], 8, [place])[0] for place in places]
