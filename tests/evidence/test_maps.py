"""What holds of every map: it is drawn for any photograph, alike each time, and says what it shows and when it misleads."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
import pytest

from app.evidence.encoding import encoded
from app.evidence.evidence_map import Map
from app.evidence.maps import MAPS
from app.evidence.votes import VOTING
from app.photos.planes import Planes
from app.questions import QUESTIONS
from tests.features.pictures import scene

UNUSUAL = {
    "uniform": np.full((300, 400, 3), 127, np.uint8),
    "black": np.zeros((300, 400, 3), np.uint8),
    "white": np.full((300, 400, 3), 255, np.uint8),
    "grey": np.repeat(scene(0, 300, 400)[..., :1], 3, axis=2),
    "smallest": scene(0, 64, 64),
    "narrow": scene(0, 70, 400),
    "drawing": np.kron(np.eye(8, dtype=np.uint8)[..., None] * 255, np.ones((40, 50, 3), np.uint8)),
    "noise": np.random.default_rng(0).integers(0, 256, (260, 300, 3), np.uint8),
}


class AnyJudge:
    families = frozenset(VOTING)

    def __call__(self, parts):
        return sum(np.nan_to_num(rows).sum(axis=1) for rows in parts.values())


def drawn(one: Map, image: np.ndarray) -> np.ndarray:
    planes = Planes(image)
    return one.vote(planes, AnyJudge()) if one.vote else one.make(planes)


@pytest.mark.parametrize("one", MAPS.values(), ids=attrgetter("id"))
@pytest.mark.parametrize("kind", UNUSUAL)
def test_no_photograph_stops_a_map(one, kind):
    picture = drawn(one, UNUSUAL[kind])
    assert picture.dtype == np.uint8 and picture.size
    assert (picture.ndim == 3 and picture.shape[2] == 4) == (one.type == "png")


@pytest.mark.parametrize("one", MAPS.values(), ids=attrgetter("id"))
def test_a_map_is_the_same_each_time(one):
    image = scene(6, 400, 500)
    assert encoded(drawn(one, image), one.type) == encoded(drawn(one, image.copy()), one.type)


@pytest.mark.parametrize("one", MAPS.values(), ids=attrgetter("id"))
def test_a_map_drawn_from_the_measured_plane_is_the_same(one):
    """So a kept plane can stand for the photo."""
    image = scene(7, 1200, 1500)
    assert np.array_equal(drawn(one, image), drawn(one, Planes(image).m1024))


@pytest.mark.parametrize("one", [one for one in MAPS.values() if one.overlays], ids=attrgetter("id"))
@pytest.mark.parametrize("turned", [False, True])
def test_a_map_has_the_photograph_s_proportions(one, turned):
    image = scene(1, 500, 900)
    height, width = drawn(one, np.rot90(image).copy() if turned else image).shape[:2]
    wanted = 9 / 5 if not turned else 5 / 9
    coarse = 1 / min(height, width)  # a cell more or less
    assert abs(width / height / wanted - 1) < coarse + 0.02


def test_every_map_has_its_two_sentences():
    for one in MAPS.values():
        for sentence in (one.shows, one.misleads):
            assert sentence.endswith(".") and 40 < len(sentence) < 160 and "FAKE" not in sentence.upper()
        assert (one.make is None) != (one.vote is None)


def test_questions_name_maps_that_exist():
    for question in QUESTIONS.values():
        assert set(question.maps) <= set(MAPS) and len(set(question.maps)) == len(question.maps)
