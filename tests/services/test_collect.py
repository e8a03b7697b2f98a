"""Files, folders and manifests become one list of photographs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import BadManifest
from app.services.collect import collect_photos


def test_a_folder_gives_what_is_named_like_a_photograph_in_order(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "inner/c.heic", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [listed.path.name for listed in collect_photos([tmp_path], "recapture")] == ["a.png", "b.JPG", "c.heic"]


def test_a_named_file_counts_whatever_it_is_called_and_whether_or_not_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "odd.dat").write_bytes(b"x")
    listed = collect_photos([tmp_path / "odd.dat", tmp_path / "missing.jpg"], "recapture")
    assert [one.path.name for one in listed] == ["odd.dat", "missing.jpg"]


def test_a_manifest_is_relative_to_its_folder_and_may_say_more(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("path,question,batch,extra\nx/1.jpg,recapture,b7,?\n2.jpg,film,b8,?\n3.jpg,,,\n")
    listed = collect_photos([tmp_path / "m.csv"], "recapture")
    assert [(one.path, one.name, one.origin.batch) for one in listed] == [
        (tmp_path / "x/1.jpg", "x/1.jpg", "b7"), (tmp_path / "3.jpg", "3.jpg", None)]


@pytest.mark.parametrize(("content", "words"), [
    (b"file\n1.jpg\n", "no column path"), (b"path\n1.jpg\n\"\"\n", "line 3"), (b"path\n\xff\xfe.jpg\n", "UTF-8"),
    (b"path\n", "no photographs"),
])
def test_a_bad_manifest_says_what_is_wrong(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "m.csv").write_bytes(content)
    with pytest.raises(BadManifest, match=words):
        collect_photos([tmp_path / "m.csv"], "recapture")


def test_nothing_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadManifest, match="no photographs"):
        collect_photos([tmp_path], "recapture")
    with pytest.raises(BadManifest, match=r"gone\.csv cannot be read"):
        collect_photos([tmp_path / "gone.csv"], "recapture")
