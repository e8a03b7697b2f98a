"""A folder is paired: bad files are named and left out, the same file counts once, and copies lie side by side."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import BadManifest, FolderNotEmpty
from app.photos.decode import Decoder
from app.services.copy_pairs import copy_pairs
from app.services.pair import FolderPairs, pair_folder
from app.services.report import SilentReport
from tests.photos.pairing.scenes import scene, seen_again
from tests.photos.pictures import encode


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three scenes and their recaptures, one in a folder of its own, a single scene, a copy of a file and three bad ones."""
    made = tmp_path_factory.mktemp("photographs")
    (made / "inner").mkdir()
    for seed in range(3):
        (made / f"scene-{seed}.jpg").write_bytes(encode(scene(seed), ".jpg", quality=90))
        (made / "inner" / f"again-{seed}.png").write_bytes(encode(seen_again(scene(seed), 90 * seed, seed=seed), ".png"))
    (made / "single.webp").write_bytes(encode(scene(30), ".webp"))
    shutil.copyfile(made / "scene-0.jpg", made / "the same.jpg")
    (made / "empty.jpg").write_bytes(b"")
    (made / "words.png").write_bytes(b"these are no pixels")
    (made / "half.jpg").write_bytes((made / "scene-1.jpg").read_bytes()[:4000])
    return made


@pytest.fixture(scope="module")
def found(folder: Path, shared_decoder: Decoder) -> FolderPairs:
    return pair_folder(shared_decoder, folder, 2, SilentReport())


def test_every_scene_is_paired_with_its_recapture_and_no_photograph_twice(found: FolderPairs) -> None:
    assert [(pair.a.path.name, pair.b.path.name) for pair in found.pairs] == [
        ("again-0.png", "scene-0.jpg"), ("again-1.png", "scene-1.jpg"), ("again-2.png", "scene-2.jpg")]
    assert [round(pair.rotation / 90) % 4 for pair in found.pairs] == [0, 3, 2]  # the scene against the one that was turned
    assert all(0 < pair.similarity <= 1 and pair.inliers >= 12 for pair in found.pairs)


def test_what_cannot_be_read_is_named_with_its_reason(found: FolderPairs) -> None:
    why = {Path(one.name).name: one.why for one in found.left_out}
    assert set(why) == {"empty.jpg", "words.png", "half.jpg", "the same.jpg"} and found.photographs == 7
    assert all(sentence.endswith(".") for sentence in why.values()) and "scene-0.jpg" in why["the same.jpg"]


def test_copies_lie_side_by_side_and_replace_nothing(found: FolderPairs, folder: Path, tmp_path: Path) -> None:
    copy_pairs(found.pairs, tmp_path / "side by side")
    assert sorted(str(path.relative_to(tmp_path / "side by side")) for path in (tmp_path / "side by side").rglob("*.*")) == [
        f"{number:03d}/{name}" for number in (1, 2, 3) for name in (f"a_again-{number - 1}.png", f"b_scene-{number - 1}.jpg")]
    assert (tmp_path / "side by side" / "001" / "b_scene-0.jpg").read_bytes() == (folder / "scene-0.jpg").read_bytes()
    with pytest.raises(FolderNotEmpty):
        copy_pairs(found.pairs, tmp_path / "side by side")


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path, shared_decoder: Decoder) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(BadManifest):
            pair_folder(shared_decoder, folder, 1, SilentReport())
