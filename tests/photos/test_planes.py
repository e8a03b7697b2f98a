"""Planes: sizes, types and what each keeps of the image."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.photos.planes import Planes
from app.photos.shrinking import shrink
from tests.photos.pictures import picture


@settings(max_examples=20, deadline=None)
@given(width=st.integers(64, 1500), height=st.integers(64, 1500), side=st.sampled_from([320, 512, 1024]))
def test_shrinking_keeps_aspect_and_mean_and_never_enlarges(width: int, height: int, side: int) -> None:
    image = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    small = shrink(image, side)
    assert max(small.shape[:2]) == min(side, max(width, height))
    assert abs(small.shape[0] / small.shape[1] - height / width) < 0.02 * max(1, height / width) ** 2
    assert abs(small.mean() - image.mean()) < 1.5


def test_planes_of_a_large_photo() -> None:
    planes = Planes(picture(2000, 1500))
    assert planes.native.shape == (1500, 2000, 3)
    assert planes.m1024.shape == (768, 1024, 3) and planes.m1024.dtype == np.uint8
    assert planes.gray1024.shape == (768, 1024) and planes.gray1024.dtype == np.float32
    assert planes.s512.shape == (384, 512, 3) and planes.s512.dtype == np.uint8
    assert planes.m1024 is planes.m1024
    assert not planes.low_resolution and planes.scorable


def test_a_smaller_photo_stays_as_it_is_and_is_flagged() -> None:
    image = picture(800, 600)
    planes = Planes(image)
    assert planes.m1024 is image
    assert planes.low_resolution and planes.scorable


@pytest.mark.parametrize(("width", "height", "scorable"), [(256, 256, True), (255, 900, False), (900, 255, False), (64, 64, False)])
def test_below_256_pixels_nothing_is_scored(width: int, height: int, scorable: bool) -> None:
    assert Planes(picture(width, height)).scorable is scorable


def test_gray_is_the_luma_of_rec_601() -> None:
    image = picture(300, 300)
    expected = image.astype(np.float64) @ (0.299, 0.587, 0.114)
    assert np.abs(Planes(image).gray1024 - expected).max() < 1e-3
