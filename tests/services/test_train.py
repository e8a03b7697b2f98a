"""A manifest becomes a model version, the same one each time; what cannot be read is left out and named."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.config import Settings
from app.errors import FolderNotEmpty, NoChampion, OneClassOnly, VersionAltered
from app.learning.artifact import load_model
from app.learning.labelled_set import LabelledSet
from app.photos.decode import Decoder
from app.services.evaluate import evaluate_manifest
from app.services.evaluation_page import evaluation_page
from app.services.report import SilentReport
from app.services.scorer import ModelShelf
from app.services.train import Trained, train, write_version
from app.services.version_folder import MODEL_FILE, check_files, file_hashes, read_shipped_champion
from tests.photos.pictures import encode, picture
from tests.services.tiny_model import photographed_screen

EACH = 6


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with m.csv: six pictures of each label from two sources, one unreadable, one too small, one listed under two names."""
    folder = tmp_path_factory.mktemp("pictures")
    rows = []
    for seed in range(EACH):
        for label, image in (("original", picture(360, 300, seed)), ("recaptured", photographed_screen(picture(360, 300, seed)))):
            (folder / f"{label}-{seed}.jpg").write_bytes(encode(image, quality=95))
            rows.append((f"{label}-{seed}.jpg", "recapture", label, "two" if seed % 2 else "one", str(seed)))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 not a photograph")
    (folder / "small.png").write_bytes(encode(picture(200, 150, 1), ".png"))
    (folder / "again.jpg").write_bytes((folder / "original-0.jpg").read_bytes())
    rows += [(name, "recapture", "original", "one", "") for name in ("broken.jpg", "small.png", "again.jpg")]
    with (folder / "m.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "question", "label", "source", "group"), *rows])
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def fit(home: Path, pictures: Path) -> Iterator[Callable[..., Trained]]:
    settings = Settings(home=home, database_url="", decode_processes=1)
    decoder = Decoder(settings)
    yield lambda manifest=pictures / "m.csv", seed=0: train(settings, decoder, manifest, "recapture", SilentReport(), seed=seed)
    decoder.close()


@pytest.fixture(scope="module")
def trained(fit: Callable[..., Trained]) -> Trained:
    return fit()


def test_what_cannot_be_read_is_left_out_and_named_on_the_card(trained: Trained) -> None:
    assert len(trained.labelled) == 2 * EACH  # the same bytes under two names count once
    assert {out.name for out in trained.left_out} == {"broken.jpg", "small.png"}
    assert [out["line"] for out in trained.card["manifest"]["left_out"]] == [2 * EACH + 2, 2 * EACH + 3]
    assert trained.card["shortcut_audit"]["pooled"]["facts"].keys() == {"pixels", "bytes_per_pixel", "aspect", "has_exif", "jpeg_quality"}
    json.dumps(trained.card, allow_nan=False)


def test_the_same_manifest_and_seed_give_the_same_model(fit: Callable[..., Trained], trained: Trained) -> None:
    again = fit()
    rows = trained.labelled.features
    assert np.abs(again.model.probabilities(rows) - trained.model.probabilities(rows)).max() < 1e-6
    assert again.labelled.hash() == trained.labelled.hash()


def test_two_processes_that_measure_everything_anew_give_the_same_model(pictures: Path, tmp_path: Path) -> None:
    """What `make model` promises: the same lock, one thread and seed."""
    running = [_training(pictures, tmp_path / name) for name in ("one", "other")]
    assert [process.wait() for process in running] == [0, 0]
    cards = [json.loads((tmp_path / name / "v" / "card.json").read_text()) for name in ("one", "other")]
    assert cards[0]["labelled_set"]["hash"] == cards[1]["labelled_set"]["hash"]
    one, other = (load_model(tmp_path / name / "v", card["artifact_sha256"]) for name, card in zip(("one", "other"), cards, strict=True))
    rows = LabelledSet.load(tmp_path / "one" / "v" / "labelled_set.npz").features
    assert np.abs(one.probabilities(rows) - other.probabilities(rows)).max() < 1e-6


def _training(pictures: Path, place: Path) -> subprocess.Popen:
    """`python -m app train` with one thread, in a home of its own."""
    place.mkdir()
    environment = os.environ | {"LOUPE_HOME": str(place / "home"), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-m", "app", "train", str(pictures / "m.csv"), "--out", str(place / "v"), "--jobs", "1"],
                            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_second_run_measures_no_photograph_again(fit: Callable[..., Trained], trained: Trained, home: Path) -> None:
    kept = {path: path.stat().st_mtime_ns for path in (home / "cache").rglob("*.npz")}
    fit()
    assert len(kept) == 2 * EACH
    assert kept == {path: path.stat().st_mtime_ns for path in (home / "cache").rglob("*.npz")}


def test_one_label_that_cannot_be_read_is_one_label_too_few(fit: Callable[..., Trained], pictures: Path) -> None:
    manifest = pictures / "one.csv"
    names = ["original-0.jpg", "original-1.jpg", "broken.jpg", "small.png"]
    labels = ["original", "original", "recaptured", "recaptured"]
    manifest.write_text("path,question,label,source,group\n" + "\n".join(
        f"{name},recapture,{label},s," for name, label in zip(names, labels, strict=True)))
    with pytest.raises(OneClassOnly, match="recaptured"):
        fit(manifest)


def test_a_version_is_written_once_and_under_models_becomes_the_shipped_champion(trained: Trained, home: Path, tmp_path: Path) -> None:
    settings = Settings(home=home, database_url="", shipped_models=tmp_path / "models")
    write_version(settings, trained, tmp_path / "elsewhere")
    with pytest.raises(NoChampion):
        read_shipped_champion(settings, "recapture")
    with pytest.raises(FolderNotEmpty):
        write_version(settings, trained, tmp_path / "elsewhere")
    folder = settings.shipped_models / "recapture" / "2026.03-1"
    write_version(settings, trained, folder)
    stated = read_shipped_champion(settings, "recapture")
    assert (stated.version, stated.sha256) == ("2026.03-1", file_hashes(folder))
    loaded = load_model(folder, stated.sha256[MODEL_FILE])
    assert np.array_equal(loaded.probabilities(trained.labelled.features), trained.model.probabilities(trained.labelled.features))
    (folder / "card.md").write_text("A better card")
    with pytest.raises(VersionAltered, match="card.md"):
        check_files(folder, stated.sha256)


def test_evaluating_says_what_was_seen_before(trained: Trained, home: Path, pictures: Path, tmp_path: Path) -> None:
    settings = Settings(home=home, database_url="", shipped_models=tmp_path / "models", decode_processes=1)
    seen_only = replace(trained, labelled=trained.labelled.take(np.arange(4)))
    write_version(settings, seen_only, settings.shipped_models / "recapture" / "2026.03-1")
    decoder = Decoder(settings)
    try:
        shelved = ModelShelf(settings, None).champion("recapture")
        found = evaluate_manifest(home, decoder, pictures / "m.csv", "recapture", shelved, SilentReport(), robustness=True, against=shelved)
        one = pictures / "originals.csv"
        one.write_text("path,question,label,source,group\noriginal-0.jpg,recapture,original,s,\n")
        single = evaluate_manifest(home, decoder, one, "recapture", shelved, SilentReport())
    finally:
        decoder.close()
    assert (found["photographs"], found["fitted_on"], found["model_version"]) == (2 * EACH, 4, "2026.03-1")
    assert found["unseen"]["pooled"]["auc"]["n"] == 2 * EACH - 4
    assert set(found["figures"]["sources"]) == {"one", "two"} and set(found["robustness"]) == {"1600px-q75", "640px-q80"}
    assert single["figures"]["pooled"]["auc"]["value"] is None and single["figures"]["pooled"]["auc"]["reason"]
    assert single["refitted"]["leave_one_source_out"]["figures"] is None and single["refitted"]["leave_one_source_out"]["reason"]
    assert single["presentation_errors"]["decision"]["kinds"] == {} and single["features"] == []
    assert found["refitted"]["leave_one_source_out"]["figures"]["pooled"]["auc"]["n"] == 2 * EACH
    assert found["refitted"]["within_source"]["figures"]["pooled"]["auc"]["n"] == 2 * EACH
    assert found["presentation_errors"]["decision"]["kinds"]["not named"]["apcer"]["n"] == EACH
    assert found["against"]["photographs"] == 2 * EACH and found["against"]["difference"]["pooled"]["auc"]["value"] == 0
    assert all(one["difference"]["pooled"]["auc"]["n"] == 2 * EACH for one in found["robustness"].values())
    assert {name for one in found["features"] for name in one["sources"]} == {"one", "two"}
    assert evaluation_page(found).count("<svg class=") > 8 and "undefined" in evaluation_page(single)
    json.dumps([found, single], allow_nan=False)
