"""The learning loop by command line: train, evaluate, retrain, promote, roll back; mistakes end in one sentence."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Loupe
from tests.photos.pictures import encode, picture
from tests.services.tiny_model import photographed_screen

EACH = 4
SHIPPED = "2026.01-1"


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight small pictures of two sources, half of them photographed screens, and one file that is no photograph."""
    folder = tmp_path_factory.mktemp("manifest")
    rows = [("junk.jpg", "recapture", "original", "one", "")]
    (folder / "junk.jpg").write_text("junk")
    for seed in range(20, 20 + EACH):
        for label, image in (("original", picture(360, 300, seed)), ("recaptured", photographed_screen(picture(360, 300, seed)))):
            (folder / f"{label}-{seed}.jpg").write_bytes(encode(image, quality=95))
            rows.append((f"{label}-{seed}.jpg", "recapture", label, "two" if seed % 2 else "one", ""))
    with (folder / "m.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "question", "label", "source", "group"), *rows])
    return folder / "m.csv"


@pytest.fixture
def desk(loupe: Loupe, manifest: Path, tmp_path: Path) -> Loupe:
    """A desk with the manifest's photographs, all of them decided."""
    assert loupe("migrate").code == 0
    assert loupe("user", "add", "rosa", "--role", "reviewer", stdin="correct horse battery 9\n").code == 0
    taken = loupe("ingest", manifest)
    assert taken.code == 0, taken.err
    sheet = tmp_path / "decisions.csv"
    with manifest.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["path"] != "junk.jpg"]
    lines = [f"{manifest.parent / row['path']},recapture,{row['label']},rosa" for row in rows]
    sheet.write_text("\n".join(["path,question,label,reviewer", *lines]) + "\n")
    decided = loupe("decide", "--from", sheet)
    assert decided.code == 0, decided.err
    return loupe


def test_train_writes_a_version_once_without_a_database(loupe: Loupe, manifest: Path, tmp_path: Path) -> None:
    ran = loupe("train", manifest, "--question", "recapture", "--out", tmp_path / "v", "--jobs", 1)
    assert ran.code == 0, ran.err
    assert {path.name for path in (tmp_path / "v").iterdir()} == {"model.skops", "card.json", "card.md", "labelled_set.npz"}
    assert "mean over sources" in ran.out and "1 left out (line 2)" in ran.err
    again = loupe("train", manifest, "--out", tmp_path / "v")
    assert again.code == 1 and again.err.count("\n") == 1 and "nothing is ever overwritten" in again.err


def test_evaluate_reports_every_figure_with_its_interval(loupe: Loupe, manifest: Path, tmp_path: Path) -> None:
    ran = loupe("evaluate", manifest, "--question", "recapture", "--out", tmp_path / "report.json", "--html", tmp_path / "report.html",
                "--version", SHIPPED, "--against", SHIPPED)
    assert ran.code == 0, ran.err
    report = json.loads((tmp_path / "report.json").read_text())
    for figures in (report["figures"]["pooled"], *report["figures"]["sources"].values()):
        assert set(figures) == {"auc", "eer", "balanced_accuracy", "ece", "brier", "coverage", "error_when_answering"}
        assert all(set(figure) == {"value", "low", "high", "n", "reason"} for figure in figures.values())
    assert (report["model_version"], report["photographs"], report["fitted_on"]) == (SHIPPED, 2 * EACH, 0)
    assert "APCER" in ran.out and f"{SHIPPED} cannot be told from {SHIPPED}" in ran.out or "too few sources" in ran.out
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")
    assert loupe("evaluate", manifest, "--model", "2031.01-1").code == 1


def test_a_challenger_is_made_promoted_and_rolled_back(desk: Loupe) -> None:
    made = desk("retrain", "--question", "recapture", "--promote")
    assert made.code == 0, made.err
    assert "Not enough evidence" in made.out and "was not promoted" in made.out
    name = made.out.split()[1]
    listed = desk("versions").out.splitlines()
    assert listed[0].startswith(f"{name}  challenger") and listed[1].startswith(f"{SHIPPED}  champion")
    assert desk("promote", name).out == f"{name} is the champion now.\n"
    assert desk("versions", "--card", name).out.startswith("# Model card: recapture")
    assert desk("rollback").out == f"{SHIPPED} is the champion again.\n"
    nothing = desk("rollback")
    assert (nothing.code, nothing.out, nothing.err.count("\n")) == (1, "", 1)


def test_a_version_trained_into_the_desk_waits_to_be_promoted(desk: Loupe, manifest: Path) -> None:
    ran = desk("train", manifest)
    assert ran.code == 0 and "scores nothing until" in ran.out
    name = ran.out.split("promote ")[1].split("`")[0]
    assert desk("promote", name).code == 0
    assert desk("score", manifest.parent / "original-20.jpg").out.splitlines()[1].split(",")[-2] == name


@pytest.mark.parametrize(("command", "words"), [
    (("retrain",), "no labelled decisions"), (("promote", "2031.01-1"), "no version"), (("rollback",), "no earlier champion"),
    (("retrain", "--question", "keeper-of-bees"), "no question"), (("train", "gone.csv", "--question", "recapture"), "cannot be read"),
    (("evaluate", "gone.csv", "--question", "recapture"), "cannot be read"),
])
def test_a_mistake_ends_in_one_sentence(loupe: Loupe, command: tuple[str, ...], words: str) -> None:
    assert loupe("migrate").code == 0
    ran = loupe(*command)
    assert ran.code == 1 and words in ran.err and ran.err.count("\n") == 1
