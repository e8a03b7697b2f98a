"""pair: a table of pairs, copies on request, and one sentence for what cannot be."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Loupe
from tests.photos.pairing.scenes import scene, seen_again
from tests.photos.pictures import encode


def photographs(folder: Path) -> Path:
    folder.mkdir()
    (folder / "one.jpg").write_bytes(encode(scene(1), ".jpg", quality=90))
    (folder / "two.jpg").write_bytes(encode(seen_again(scene(1), 90), ".jpg", quality=80))
    (folder / "bad.jpg").write_bytes(b"\xff\xd8\xff nothing")
    return folder


def test_a_table_copies_and_what_was_left_out(loupe: Loupe, tmp_path: Path) -> None:
    folder = photographs(tmp_path / "in")
    ran = loupe("pair", folder, "--out", tmp_path / "pairs.csv", "--copy-to", tmp_path / "copies")
    assert (ran.code, ran.out) == (0, "pairs 1, photographs 2, left out 1\n") and "left out" in ran.err and "bad.jpg: " in ran.err
    with (tmp_path / "pairs.csv").open(newline="") as file:
        [row] = csv.DictReader(file)
    assert list(row) == ["a", "b", "similarity", "inliers", "rotation"]
    assert (Path(row["a"]), Path(row["b"])) == (folder / "one.jpg", folder / "two.jpg")
    assert 0 < float(row["similarity"]) <= 1 and int(row["inliers"]) > 30 and abs(int(row["rotation"]) - 90) <= 4
    assert sorted(path.name for path in (tmp_path / "copies" / "001").iterdir()) == ["a_one.jpg", "b_two.jpg"]
    again = loupe("pair", folder, "--out", tmp_path / "other.csv", "--copy-to", tmp_path / "copies")
    assert again.code == 1 and again.err.strip().endswith("a new or an empty folder.") and not (tmp_path / "other.csv").exists()


def test_nothing_to_pair_is_one_sentence(loupe: Loupe, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "nowhere", tmp_path / "empty"):
        ran = loupe("pair", folder, "--out", tmp_path / "pairs.csv")
        assert ran.code == 1 and ran.err.count("\n") == 1 and ran.err.endswith(".\n") and not (tmp_path / "pairs.csv").exists()


def test_a_folder_of_bad_files_ends_with_1_and_an_empty_table(loupe: Loupe, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.jpg").write_bytes(b"no")
    ran = loupe("pair", tmp_path / "in", "--out", tmp_path / "pairs.csv")
    assert ran.code == 1 and "Traceback" not in ran.err
    assert (tmp_path / "pairs.csv").read_text() == "a,b,similarity,inliers,rotation\n"


def test_out_is_required(loupe: Loupe, tmp_path: Path) -> None:
    assert loupe("pair", tmp_path).code == 2
