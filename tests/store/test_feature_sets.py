"""Feature sets come back bit for bit."""

from __future__ import annotations

import numpy as np

from app.store import feature_sets
from app.store.engine import Database
from app.store.erase import erase_photo
from tests.store.makers import NOON, make_photos


def test_rows_and_positions_come_back_exactly(database: Database) -> None:
    random = np.random.default_rng(7)
    with database.begin() as session:
        one, many = make_photos(session, 2)
        vector, tiles, places = (random.random(shape, np.float32) for shape in ((5,), (36, 108), (36, 2)))
        vector[2] = np.nan
        feature_sets.save(session, one, "v1", vector)
        feature_sets.save(session, many, "v1", tiles, places)
        assert np.array_equal(feature_sets.load(session, one, "v1"), vector[None], equal_nan=True)
        assert np.array_equal(feature_sets.load(session, many, "v1"), tiles)
        assert np.array_equal(feature_sets.load_positions(session, many, "v1"), places)
        assert feature_sets.load_positions(session, one, "v1") is None and feature_sets.load(session, one, "v2") is None


def test_saving_again_replaces(database: Database) -> None:
    with database.begin() as session:
        (photo_id,) = make_photos(session, 1)
        for value in (1.0, 2.0):
            feature_sets.save(session, photo_id, "v1", np.full(3, value))
        loaded = feature_sets.load(session, photo_id, "v1")
    assert loaded is not None and loaded.dtype == np.float32 and loaded.tolist() == [[2.0] * 3]


def test_many_come_in_the_order_asked(database: Database) -> None:
    with database.begin() as session:
        ids = make_photos(session, 6)
        feature_sets.save_many(session, "v1", {photo_id: np.full(4, number, np.float32) for number, photo_id in enumerate(ids[:4])})
        found, matrix = feature_sets.load_many(session, [ids[3], ids[5], ids[0]], "v1")
        assert found == [ids[3], ids[0]] and matrix.tolist() == [[3.0] * 4, [0.0] * 4]
        assert feature_sets.load_many(session, ids[4:], "v1")[0] == []


def test_what_has_no_vector_of_a_schema_is_found_in_pages(database: Database) -> None:
    with database.begin() as session:
        ids = sorted(make_photos(session, 6))
        feature_sets.save_many(session, "v1", {photo_id: np.zeros(4, np.float32) for photo_id in ids[:3]})
        assert feature_sets.unmeasured(session, "v1", 64, "", 10) == ids[3:]
        assert feature_sets.unmeasured(session, "v1", 64, ids[3], 1) == [ids[4]]
        assert feature_sets.count_unmeasured(session, "v2", 64) == 6
        erase_photo(session, ids[4], NOON)
        assert feature_sets.unmeasured(session, "v1", 64, "", 10) == [ids[3], ids[5]]
        assert feature_sets.unmeasured(session, "v1", 100_000, "", 10) == [] and feature_sets.count_unmeasured(session, "v1", 100_000) == 0
