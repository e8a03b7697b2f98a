"""The main job by command line: from an empty folder to a verified, exported log."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Loupe
from tests.photos.pictures import write_photo

SCORE_COLUMNS = ["path", "question", "p_original", "p_recaptured", "suggestion", "confidence", "in_domain", "model_version", "error"]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    return [write_photo(tmp_path / f"p{seed}.jpg", 360, 300, seed) for seed in range(3)]


@pytest.fixture
def desk(loupe: Loupe) -> Loupe:
    """A migrated desk with alice, an admin."""
    assert loupe("migrate").code == 0
    added = loupe("user", "add", "alice", "--role", "admin", stdin="correct horse battery 9\n")
    assert added.code == 0, added.err
    return loupe


def test_from_files_to_a_verified_log(desk: Loupe, photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "junk.jpg").write_text("junk")
    taken = desk("ingest", *photos, photos[0], tmp_path / "junk.jpg", tmp_path / "gone.jpg", "--source", "bars", "--batch", "b1")
    assert taken.code == 0 and taken.out.splitlines()[-1] == "added 3, duplicate 1, refused 2, scored 4"
    assert f"refused {tmp_path / 'junk.jpg'}: " in taken.out and "gone.jpg: " in taken.out

    queue = table(desk("queue", "--question", "recapture", "--limit", 12).out)
    assert [sorted(row) for row in queue] == [sorted(["photo", "sha256", "path", "suggestion", "confidence"])] * 3
    for row in queue:
        assert hashlib.sha256(Path(row["path"]).read_bytes()).hexdigest() == row["sha256"]
        assert row["suggestion"] in ("original", "recaptured", "cannot_tell") and 0.5 <= float(row["confidence"]) <= 1

    sheet = tmp_path / "d.csv"
    sheet.write_text("sha256,question,label,reviewer\n" + "".join(f"{row['sha256']},recapture,original,alice\n" for row in queue))
    assert desk("decide", "--from", sheet).out == "stored 3, there already 0\n"
    assert desk("queue").out.splitlines() == ["photo,sha256,path,suggestion,confidence"]

    log = tmp_path / "log.csv"
    assert desk("export", "--format", "csv", "--out", log, "--reviewer", "alice", "--since", "2026-01-01").code == 0
    assert {row["sha256"] for row in table(log.read_text())} == {row["sha256"] for row in queue}
    assert table(desk("export", "--label", "recaptured").out) == []
    assert desk("export", "--format", "jsonl").out.count("\n") == 3
    assert desk("verify").out == "3 decisions verified; the log was not altered.\n"


def test_score_needs_no_desk_and_no_bad_file_stops_it(loupe: Loupe, home: Path, photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_text("junk")
    assert loupe("score", *photos, tmp_path / "x.jpg", "--out", tmp_path / "s.csv", "--jobs", 2).code == 0
    rows = table((tmp_path / "s.csv").read_text())
    assert list(rows[0]) == SCORE_COLUMNS and [bool(row["error"]) for row in rows] == [False] * 3 + [True]
    assert not home.exists()
    assert loupe("score", photos[0], "--model", "2026.01-1").out.splitlines()[0] == ",".join(SCORE_COLUMNS)


def test_a_folder_and_a_manifest_score_alike(loupe: Loupe, photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("path,question\n" + "".join(f"{photo.name},recapture\n" for photo in photos))
    folder, manifest = (table(loupe("score", path).out) for path in (tmp_path, tmp_path / "m.csv"))
    assert [row["p_original"] for row in folder] == [row["p_original"] for row in manifest]
    assert [row["path"] for row in manifest] == [photo.name for photo in photos]


@pytest.mark.parametrize("name", ["f.csv", "f.parquet"])
def test_features_are_one_row_a_photo(loupe: Loupe, photos: list[Path], tmp_path: Path, name: str) -> None:
    import pandas

    (tmp_path / "x.jpg").write_text("junk")
    assert loupe("features", *photos, tmp_path / "x.jpg", "--out", tmp_path / name).code == 0
    read = pandas.read_csv(tmp_path / name) if name.endswith("csv") else pandas.read_parquet(tmp_path / name)
    assert len(read) == 4 and list(read.columns[:2]) == ["path", "error"] and "peaks." in read.columns[2]
    assert read.iloc[:3, 2:].notna().all().all() and read.iloc[3, 2:].isna().all()
