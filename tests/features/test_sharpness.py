from __future__ import annotations

import numpy as np

from app.features.sharpness import FAMILY
from tests.features.pictures import blurred, measured, scene


def test_blur_raises_what_goes_up_with_blur_and_lowers_detail():
    plain, soft, softer = (measured(FAMILY, picture) for picture in (scene(), blurred(scene(), 1.5), blurred(scene(), 3)))
    for name in ("s1024_reblur_x", "s1024_reblur_y", "s1024_edge_p50", "s512_edge_p50"):
        assert plain[name] < soft[name] < softer[name]
    for name in ("s1024_detail", "s1024_gradient", "s1024_block_mean"):
        assert plain[name] > soft[name] > softer[name]


def test_what_only_changes_from_side_to_side_is_left_by_a_box_up_and_down():
    columns = np.repeat(np.random.default_rng(0).integers(0, 256, (1, 800, 1), np.uint8), 600, axis=0).repeat(3, axis=2)
    assert measured(FAMILY, columns)["s1024_reblur_x"] > 0.99
    assert measured(FAMILY, np.rot90(columns))["s1024_reblur_y"] > 0.99


def test_a_photograph_that_is_sharp_in_one_half_is_unevenly_sharp():
    half = scene()
    half[:, 512:] = blurred(scene(), 4)[:, 512:]
    assert measured(FAMILY, half)["s1024_block_std"] > measured(FAMILY, scene())["s1024_block_std"] + 0.3


def test_percentiles_rise():
    found = measured(FAMILY, scene(3))
    for stem in ("s1024_block_p", "s1024_relative_p", "s512_block_p"):
        values = [found[f"{stem}{share}"] for share in (5, 25, 50, 75, 95)]
        assert values == sorted(values)


def test_sharpening_raises_crispness():
    soft = blurred(scene(), 1).astype(np.float32)
    sharpened = np.clip(soft + 1.5 * (soft - blurred(soft, 1.5)), 0, 255).astype(np.uint8)
    assert measured(FAMILY, sharpened)["s1024_edge_crispness"] > measured(FAMILY, soft.astype(np.uint8))["s1024_edge_crispness"]
