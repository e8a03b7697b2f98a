from __future__ import annotations

import numpy as np
import pytest

from app.features.binary_patterns import uniform_histogram
from app.features.phase_texture import FAMILY, _responses, pattern_words
from tests.features.pictures import blurred, measured, planes, scene


def shares(picture: np.ndarray) -> np.ndarray:
    return FAMILY.extract(planes(picture))


def test_shares_sum_to_one():
    assert shares(scene()).sum() == pytest.approx(1, abs=1e-5)
    assert shares(scene(1, 64, 64)).sum() == pytest.approx(1, abs=1e-5)


def test_a_slight_blur_changes_less_than_it_changes_plain_patterns():
    plain = scene(2, 384, 512)
    soft = blurred(plain, 0.8)
    of_phase = np.abs(shares(plain) - shares(soft)).sum()
    of_patterns = np.abs(uniform_histogram(plain[..., 1]) - uniform_histogram(soft[..., 1])).sum()
    assert of_phase < of_patterns


def test_a_brighter_photograph_has_the_same_texture():
    plain = scene(3, 384, 512) // 2 + 20
    assert np.abs(shares(plain) - shares(plain + 60)).sum() < 0.02


def test_stripes_across_and_up_and_down_are_told_apart():
    y, x = np.mgrid[:384, :512]
    level, plumb = (np.repeat((128 + 60 * np.sin(2 * np.pi * axis / 7))[..., None], 3, axis=2).astype(np.uint8) for axis in (y, x))
    assert np.abs(shares(level) - shares(plumb)).sum() > 0.5
    assert len(measured(FAMILY, level)) == 256


@pytest.mark.parametrize(("upright", "left", "level", "above"), [(1, 1, 0, 1), (0, 0, 1, 0), (1, 0, 1, 1), (0, 1, 0, 0), (0, 0, 1, 1)])
def test_the_words_of_a_code_say_what_its_place_looks_like(upright, left, level, above):
    y, x = np.mgrid[-16:17, -16:17] * 2 * np.pi / 7
    picture = 128 + 20 * (2 * upright - 1) * np.cos(x) + 20 * (2 * level - 1) * np.cos(y) - 6 * (2 * left - 1) * np.sin(x) \
        - 6 * (2 * above - 1) * np.sin(y)
    code = sum(int(response[16, 16] > 0) << bit for bit, response in enumerate(_responses(picture.astype(np.float32))))
    words = pattern_words(code)
    assert words.startswith({(1, 1): "Light spot", (0, 0): "Dark spot", (1, 0): "Upright", (0, 1): "Level"}[upright, level])
    assert ("left" in words) == bool(left) and ("above" in words) == bool(above)
    brighter = picture[16, 14] > picture[16, 18]
    assert brighter == bool(left)


def test_the_telling_patterns_have_words_of_their_own():
    assert len(set(FAMILY.titles.values())) == len(FAMILY.telling)
