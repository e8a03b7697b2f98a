"""A network is shown exactly what its card asks for."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from app.features.network_card import NetworkCard, read_card
from app.features.network_input import network_inputs, tiles
from app.photos.planes import Planes
from tests.tiny_network import CARD


def card(**stated: object) -> NetworkCard:
    return read_card({**CARD, **stated})


def halves(height: int = 300, width: int = 600) -> np.ndarray:
    """Red on the left, blue on the right."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:, :width // 2, 0] = image[:, width // 2:, 2] = 200
    return image


def test_channels_and_layout() -> None:
    planes = Planes(halves())
    rgb, bgr, last = (network_inputs(planes, card(**one))[0] for one in ({}, {"channels": "BGR"}, {"layout": "NHWC"}))
    assert rgb.shape == (1, 3, 32, 32) and last.shape == (1, 32, 32, 3) and rgb.dtype == np.float32
    assert np.array_equal(rgb, bgr[:, ::-1]) and np.array_equal(rgb, last.transpose(0, 3, 1, 2))
    assert rgb[0, 0, :, 0].min() == 200 and rgb[0, 2, :, -1].min() == 200


def test_mean_and_scale_are_in_the_order_of_the_channels() -> None:
    shown = network_inputs(Planes(halves()), card(channels="BGR", mean=[0, 0, 100], scale=[1, 1, 0.5]))[0]
    assert shown[0, 2, 0, 0] == 50 and shown[0, 0, 0, 0] == 0


def test_whole_is_stretched_and_center_is_cut() -> None:
    image = halves()
    image[:, :150] = image[:, -150:] = 255  # outside the middle square
    whole, middle = (network_inputs(Planes(image), card(crop=crop))[0] for crop in ("whole", "center"))
    assert whole[0, 1].max() == 255 and middle[0, 1].max() == 0


def test_center_takes_the_shape_of_the_input() -> None:
    image = np.zeros((400, 400, 3), np.uint8)
    image[:100] = image[-100:] = 255
    shown = network_inputs(Planes(image), card(crop="center", input=[32, 64]))[0]
    assert shown.shape == (1, 3, 32, 64) and shown.max() == 0


@pytest.mark.parametrize(("height", "width", "count"), [(1024, 768, 16), (64, 64, 1), (100, 64, 2), (40, 50, 1)])
def test_tiles_keep_their_size_and_cover_the_corners(height: int, width: int, count: int) -> None:
    image = np.random.default_rng(0).integers(0, 255, (height, width, 3), np.uint8)
    cut = tiles(image, 64, 64)
    assert len(cut) == count and {part.shape for part in cut} == {(64, 64, 3)}
    rows, columns = min(height, 64), min(width, 64)
    assert np.array_equal(cut[0][:rows, :columns], image[:rows, :columns])
    if min(height, width) >= 64:
        assert np.array_equal(cut[-1], image[-64:, -64:])


def test_without_a_face_a_face_network_is_shown_nothing() -> None:
    assert network_inputs(Planes(halves()), card(crop="face")) == []


def test_a_face_is_found_and_cut_with_its_margin() -> None:
    from skimage.data import astronaut

    image = astronaut()
    near = network_inputs(Planes(image), card(crop="face", face_margin=1.0))[0]
    wide = network_inputs(Planes(image), card(crop="face", face_margin=2.5))[0]
    assert near.shape == wide.shape == (1, 3, 32, 32)
    middle = wide[0, :, 10:22, 10:22].transpose(1, 2, 0)
    assert np.corrcoef(cv2.resize(near[0].transpose(1, 2, 0), (12, 12), interpolation=cv2.INTER_AREA).ravel(), middle.ravel())[0, 1] > 0.7


def test_nothing_is_changed_in_the_photograph() -> None:
    image = halves()
    before = image.copy()
    for crop in ("whole", "center", "tiles"):
        network_inputs(Planes(image), replace(card(), crop=crop))
    assert np.array_equal(image, before)
