from __future__ import annotations

import numpy as np
import pytest
import pywt

from app.features.wavelets import FAMILY, HIGH, LOW, _decompose
from tests.features.pictures import blurred, measured, scene


def noisy(deviation: float, shared: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(2)
    own, common = rng.normal(size=(700, 1000, 3)), rng.normal(size=(700, 1000, 1))
    return np.clip(128 + deviation * (np.sqrt(1 - shared) * own + np.sqrt(shared) * common), 0, 255).round().astype(np.uint8)


def test_the_filters_are_daubechies_and_the_bands_those_of_pywavelets():
    wavelet = pywt.Wavelet("db4")
    assert np.allclose(LOW, wavelet.rec_lo, atol=1e-6) and np.allclose(np.abs(HIGH), np.abs(wavelet.rec_hi), atol=1e-6)
    plane = scene()[..., 0].astype(np.float32)
    reference = pywt.wavedec2(plane, wavelet, level=1)[1]
    for band, (first, second) in zip(_decompose(plane)[:3], ((1, 0), (0, 1), (2, 2)), strict=True):
        assert np.abs(band).mean() == pytest.approx(np.abs(reference[first]).mean(), rel=0.1) or \
            np.abs(band).mean() == pytest.approx(np.abs(reference[second]).mean(), rel=0.1)


@pytest.mark.parametrize("deviation", [3.0, 8.0, 20.0])
def test_the_noise_of_a_flat_photograph_is_its_deviation_at_every_scale(deviation):
    found = measured(FAMILY, noisy(deviation))
    for name in ("across1", "down2", "diagonal3"):
        assert np.exp(found[f"{name}_noise_green"]) == pytest.approx(deviation, rel=0.1)
        assert found[f"{name}_tails_green"] == pytest.approx(np.log(3), abs=0.15)


@pytest.mark.parametrize("shared", [0.0, 0.5, 0.9])
def test_what_the_colours_share_is_found(shared):
    found = measured(FAMILY, noisy(10, shared))
    assert found["diagonal1_shared_rb"] == pytest.approx(shared, abs=0.05)
    assert found["across2_shared_rg"] == pytest.approx(shared, abs=0.05)


def test_edges_have_longer_tails_than_noise_and_blur_lowers_the_finest_noise():
    assert measured(FAMILY, scene())["across2_tails_green"] > measured(FAMILY, noisy(5))["across2_tails_green"] + 0.5
    assert measured(FAMILY, blurred(scene(), 2))["diagonal1_noise_green"] < measured(FAMILY, scene())["diagonal1_noise_green"] - 0.5
