"""A manifest is read whole or refused in one sentence that names its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import BadManifest, OneClassOnly
from app.questions import question_named
from app.services.manifest import read_manifest

RECAPTURE = question_named("recapture")
HEADER = "path,question,label,source,group,extra\n"


def written(folder: Path, lines: list[str], header: str = HEADER, files: int = 6) -> Path:
    for number in range(files):
        (folder / f"{number}.jpg").write_bytes(b"x")
    manifest = folder / "m.csv"
    manifest.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    return manifest


def good(label_of: list[str]) -> list[str]:
    return [f"{number}.jpg,recapture,{label},s,g{number},z" for number, label in enumerate(label_of)]


def test_paths_are_relative_to_the_manifest_and_other_questions_are_left_alone(tmp_path: Path) -> None:
    lines = [*good(["original", "original", "recaptured", "recaptured"]), "nowhere.jpg,film,film,s,,"]
    rows = read_manifest(written(tmp_path, lines), RECAPTURE)
    assert [row.path for row in rows] == [tmp_path / f"{n}.jpg" for n in range(4)]
    assert [row.label for row in rows] == ["original", "original", "recaptured", "recaptured"]


def test_an_empty_group_is_its_own_group_and_groups_do_not_cross_sources(tmp_path: Path) -> None:
    lines = [f"{n}.jpg,recapture,{rest}," for n, rest in enumerate(("original,a,", "original,a,", "recaptured,a,g", "recaptured,b,g"))]
    groups = [row.group for row in read_manifest(written(tmp_path, lines), RECAPTURE)]
    assert len(set(groups)) == 4


def test_a_photograph_listed_twice_counts_once(tmp_path: Path) -> None:
    lines = good(["original", "original", "recaptured", "recaptured"])
    assert len(read_manifest(written(tmp_path, [*lines, lines[0]]), RECAPTURE)) == 4


@pytest.mark.parametrize(("lines", "words"), [
    (["0.jpg,recapture,fake,s,,"], "line 2 has a label"),
    (["9.jpg,recapture,original,s,,", "8.jpg,recapture,original,s,,"], "lines 2, 3 name a file that is not there"),
    ([f"{n}.jpg,recapture,original,s,," for n in range(90, 99)], "and 4 more"),
    (["0.jpg,recapture,original,s,,", "0.jpg,recapture,recaptured,s,,"], "line 3 gives a second, different label"),
    ([",recapture,original,s,,"], "line 2 names no path"),
    (["0.jpg,film,film,s,,"], "lists no photographs"),
    ([], "lists no photographs"),
])
def test_what_cannot_be_used_is_refused_by_line(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(BadManifest, match=words):
        read_manifest(written(tmp_path, lines), RECAPTURE)


def test_one_empty_class_is_refused_unless_it_is_only_measured(tmp_path: Path) -> None:
    manifest = written(tmp_path, good(["original", "original", "original"]))
    with pytest.raises(OneClassOnly, match="no photograph is labelled recaptured"):
        read_manifest(manifest, RECAPTURE)
    assert len(read_manifest(manifest, RECAPTURE, need_both=False)) == 3


@pytest.mark.parametrize("content", [b"", b"path,label\n", b"\xff\xfe\x00", b"\x00\x01\x02"])
def test_something_that_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    manifest = tmp_path / "m.csv"
    manifest.write_bytes(content)
    with pytest.raises(BadManifest):
        read_manifest(manifest, RECAPTURE)


def test_a_missing_manifest_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadManifest):
            read_manifest(path, RECAPTURE)


def test_the_development_manifest_reads(photographs: Path) -> None:
    assert len(read_manifest(photographs / "photos.csv", RECAPTURE)) > 1000
