"""The network learns what a residual shows, and the ONNX file says what the network says."""

from __future__ import annotations

import numpy as np
import pytest

from app.learning.deep.tile_set import TileSet

pytest.importorskip("torch", reason="torch is not installed (requirements-deep.txt)")
pytest.importorskip("onnxscript", reason="torch is not installed with its exporter (requirements-deep.txt)")


@pytest.fixture(scope="module")
def tile_set() -> TileSet:
    """Noise, and the same with a fine grid, of one brightness or another: only the grid tells."""
    generator = np.random.default_rng(0)
    truth = np.arange(32) % 2 == 1
    tiles = generator.normal(120, 8, (64, 64, 64, 3)) + generator.uniform(-60, 60, (64, 1, 1, 1))
    grid = 15 * np.sin(np.arange(64) * 2.2)
    tiles[np.repeat(truth, 2)] += grid[:, None, None]
    seen = np.clip(tiles, 0, 255).astype(np.uint8)
    return TileSet(seen, np.arange(0, 65, 2), truth, np.repeat(["a", "b"], 16), np.arange(32).astype(str))


@pytest.fixture(scope="module")
def network(tile_set: TileSet):
    from app.learning.deep.fitting import fit

    return fit(tile_set, np.arange(16), 25, 0, lambda done, words: None)


def test_it_learns_the_grid_and_not_the_light(tile_set: TileSet, network) -> None:
    from app.learning.deep.fitting import answers

    said = answers(network, tile_set, np.arange(16, 32))
    assert said.shape == (16, 3) and (said[:, 2] <= said[:, 0]).all() and (said[:, 0] <= said[:, 1]).all()
    assert said[tile_set.truth[16:], 0].min() > said[~tile_set.truth[16:], 0].max()


def test_the_same_seed_gives_the_same_network(tile_set: TileSet) -> None:
    from app.learning.deep.fitting import answers, fit

    first, second = (answers(fit(tile_set, np.arange(16), 2, 3, lambda done, words: None), tile_set, np.arange(4)) for _ in range(2))
    assert np.allclose(first, second, atol=1e-6)


def test_as_onnx_it_says_the_same(tile_set: TileSet, network) -> None:
    from app.features.network import open_session
    from app.learning.deep.fitting import answers, as_onnx

    session = open_session(as_onnx(network))
    tiles = (tile_set.tiles_of(1).transpose(0, 3, 1, 2) / 255).astype(np.float32)
    said = [float(session.run(None, {"tile": tile[None]})[0].ravel()[0]) for tile in tiles]
    expected = answers(network, tile_set, np.array([1]))[0]
    assert np.allclose([np.mean(said), max(said), min(said)], expected, atol=1e-4)
