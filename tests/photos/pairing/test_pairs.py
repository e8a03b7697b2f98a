"""Pairs among many: everyone finds the other one, nobody is named twice, and no two are compared twice."""

from __future__ import annotations

from app.photos.pairing.pairs import Comparisons, distinct_pairs, partners
from app.photos.pairing.sketch import sketch_of
from tests.photos.pairing.scenes import scene, seen_again

SKETCHES = [sketch_of(image) for seed in range(4) for image in (scene(seed), seen_again(scene(seed), 90 * seed, seed=seed))]


def test_each_finds_the_other_one_of_its_scene_and_a_single_one_finds_nobody() -> None:
    sketches = [*SKETCHES, sketch_of(scene(40))]
    found = list(partners(sketches, Comparisons(sketches)))
    assert [one.photo if one else None for one in found] == [1, 0, 3, 2, 5, 4, 7, 6, None]
    assert [round(one.agreement.rotation / 90) % 4 for one in found[:8] if one] == [0, 0, 1, 3, 2, 2, 3, 1]


def test_no_photo_is_in_two_pairs_and_the_strongest_stands() -> None:
    sketches = [*SKETCHES[:4], sketch_of(seen_again(scene(0), 5, tilt=0.1, seed=9))]
    comparisons = Comparisons(sketches)
    assert [one.photo for one in partners(sketches, comparisons) if one][-1] in (0, 1)
    pairs = distinct_pairs(comparisons)
    places = [place for pair in pairs for place in (pair.first, pair.second)]
    assert len(places) == len(set(places)) and all(pair.first < pair.second for pair in pairs)
    assert (2, 3) in [(pair.first, pair.second) for pair in pairs]


def test_two_photos_are_compared_once_whoever_asks() -> None:
    comparisons = Comparisons(SKETCHES)
    there, back = comparisons.of(2, 3, 9.0), comparisons.of(3, 2, 9.0)
    assert there is not None and back is not None and len(comparisons.found) == 1
    assert (there.rotation + back.rotation) % 360 == 0 and there.inliers == back.inliers
