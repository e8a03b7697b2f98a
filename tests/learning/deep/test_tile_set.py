"""Tiles are drawn so that labels count alike, and sources that share anything are never on both sides."""

import numpy as np

from app.learning.deep.tile_set import TileSet


def made(photographs: int = 40, seed: int = 0) -> TileSet:
    """Sources of 24, 8, 6 and 2 photographs with one to three tiles each; a tile's pixels are its photograph's number."""
    generator = np.random.default_rng(seed)
    counts = generator.integers(1, 4, photographs)
    first = np.concatenate([[0], counts.cumsum()])
    tiles = np.repeat(np.arange(photographs, dtype=np.uint8), counts)[:, None, None, None] * np.ones((1, 4, 4, 3), np.uint8)
    source = np.repeat(["big", "middle", "small", "tiny"], [24, 8, 6, 2])
    return TileSet(tiles, first, np.arange(photographs) % 4 == 0, source, np.array([f"{one}/{at // 2}" for at, one in enumerate(source)]))


def test_a_tile_is_of_its_photograph() -> None:
    tile_set = made()
    drawn = np.array([3, 17, 39, 3])
    assert np.unique(tile_set.tiles_of(17)).tolist() == [17]
    assert (tile_set.some_tile(drawn, np.random.default_rng(0)) == drawn[:, None, None, None]).all()


def test_mirrored_and_turned_tiles_hold_the_same_pixels() -> None:
    tile = np.random.default_rng(1).integers(0, 255, (1, 6, 6, 3), np.uint8)
    tile_set = TileSet(tile, np.array([0, 1]), np.array([True]), np.array(["s"]), np.array(["g"]))
    generator = np.random.default_rng(2)
    seen = {tile_set.some_tile(np.array([0]), generator).tobytes() for _ in range(80)}
    assert len(seen) == 8
    assert {bytes(sorted(one)) for one in seen} == {bytes(sorted(tile.tobytes()))}


def test_labels_are_drawn_alike_and_large_sources_only_by_their_root() -> None:
    tile_set = made()
    every = np.arange(40)
    chance = tile_set.chances(every)
    assert np.isclose(chance.sum(), 1) and np.isclose(chance[tile_set.truth].sum(), 0.5)
    recaptured = tile_set.truth
    big, small = (chance[recaptured & (tile_set.source == name)].sum() for name in ("big", "middle"))
    assert np.isclose(big / small, np.sqrt(6 / 2))


def test_every_source_is_left_out_once_and_whole() -> None:
    tile_set = made()
    splits = tile_set.source_folds(3)
    assert sorted(np.concatenate([split.test for split in splits]).tolist()) == list(range(40))
    assert [split.held_out for split in splits] == ["big", "middle", "small, tiny"]
    for split in splits:
        assert not set(tile_set.source[split.train]) & set(tile_set.source[split.test])


def test_what_shares_a_group_is_fitted_on_nowhere() -> None:
    tile_set = made()
    tile_set.group[0] = tile_set.group[-1]
    for split in tile_set.source_folds(4):
        assert not set(tile_set.group[split.train]) & set(tile_set.group[split.test])


def test_one_source_leaves_nothing_to_fit_on() -> None:
    tile_set = made()
    tile_set.source[:] = "one"
    assert tile_set.source_folds(4) == []
