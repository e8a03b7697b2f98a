"""Scoring without a desk: one row a file, in order, whatever the file is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import Settings
from app.photos.decode import Decoder
from app.services.collect import collect_photos
from app.services.score_files import columns_for, open_shelf, row_for, score_files
from app.services.scorer import ShelvedModel
from tests.photos.pictures import write_photo


@pytest.fixture
def shelved(settings: Settings) -> ShelvedModel:
    with open_shelf(settings) as shelf:
        return shelf.champion("recapture")


def test_rows_come_in_order_and_a_bad_file_is_a_row_with_its_error(tmp_path: Path, shared_decoder: Decoder, shelved: ShelvedModel) -> None:
    write_photo(tmp_path / "a.jpg", 360, 300, 1)
    (tmp_path / "b.jpg").write_text("junk")
    write_photo(tmp_path / "c.png", 360, 300, 2)
    write_photo(tmp_path / "d.jpg", 200, 200, 3)
    paths = [tmp_path / name for name in ("a.jpg", "b.jpg", "c.png", "d.jpg", "e.jpg")]
    columns = columns_for(shelved)
    rows = [dict(zip(columns, row_for(shelved, scored), strict=True))
            for scored in score_files(shared_decoder, shelved, collect_photos(paths, "recapture"), jobs=3)]
    assert columns == ["path", "question", "p_original", "p_recaptured", "suggestion", "confidence", "in_domain", "model_version", "error"]
    assert [row["path"] for row in rows] == [str(path) for path in paths]
    assert [bool(row["error"]) for row in rows] == [False, True, False, True, True]
    assert "256 pixels" in rows[3]["error"] and "cannot be read" in rows[4]["error"]
    for row in rows:
        assert row["model_version"] == "2026.01-1" and row["question"] == "recapture"
        if not row["error"]:
            assert float(row["p_original"]) + float(row["p_recaptured"]) == pytest.approx(1, abs=2e-6)
            assert row["suggestion"] in ("original", "recaptured", "cannot_tell") and row["in_domain"] in ("true", "false")


def test_jobs_do_not_change_the_numbers(tmp_path: Path, shared_decoder: Decoder, shelved: ShelvedModel) -> None:
    photos = collect_photos([write_photo(tmp_path / f"{seed}.jpg", 360, 300, seed) for seed in range(6)], "recapture")
    one, many = ([row_for(shelved, scored) for scored in score_files(shared_decoder, shelved, photos, jobs)] for jobs in (1, 4))
    assert one == many
