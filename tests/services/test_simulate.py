"""A simulation plays the real loop in a scratch state, says what is wrong with its photographs, and always measures on the same ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.config import Settings
from app.errors import BadManifest, NoChampion, OneClassOnly
from app.learning.labelled_set import LabelledSet
from app.photos.decode import Decoder
from app.services.report import SilentReport
from app.services.simulate import never_asked, simulate, steps_to
from tests.photos.pictures import picture
from tests.services.tiny_model import photographed_screen, ship_tiny_model

COLUMNS = ("path", "question", "label", "source", "group")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home")
    ship_tiny_model(home / "models")
    return Settings(home=home, database_url=f"sqlite:///{home / 'no.db'}", shipped_models=home / "models", decode_processes=1)


@pytest.fixture(scope="module")
def decoder(settings: Settings) -> Iterator[Decoder]:
    made = Decoder(settings)
    yield made
    made.close()


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 photographs of a source that nobody has seen, half of them from a screen; one file is missing, one is no photograph."""
    folder, rows = tmp_path_factory.mktemp("photos"), []
    for number in range(30):
        image = picture(300, 280, 500 + number)
        image = photographed_screen(image, period=7.0) if number % 2 else image
        Image.fromarray(image).save(folder / f"{number}.jpg", quality=92)
        rows.append((f"{number}.jpg", "recapture", ("original", "recaptured")[number % 2], "new", f"g{number}"))
    (folder / "text.jpg").write_text("no photograph")
    rows += [("gone.jpg", "recapture", "original", "new", ""), ("text.jpg", "recapture", "recaptured", "new", "")]
    return written(folder / "photos.csv", rows)


def written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def test_the_curve_starts_at_the_shipped_version_and_ends_with_the_budget(settings: Settings, decoder: Decoder, manifest: Path) -> None:
    found = simulate(settings, decoder, manifest, "recapture", 12, SilentReport())
    assert [point["labels"] for point in found["points"]] == [0, 10, 12]
    assert all(0 <= point["lo"] <= point["auc"] <= point["hi"] <= 1 and point["n"] == 12 for point in found["points"])
    assert found["points"][-1]["auc"] >= found["points"][0]["auc"] - 0.1
    assert [one["path"] for one in found["left_out"]] == ["gone.jpg", "text.jpg"] and len(found["warnings"]) == 2
    assert (found["asked_from"], found["never_asked"]) == (18, 12)
    assert not (settings.home / "no.db").exists() and not (settings.home / "models" / "recapture" / "2026.11-1").exists()
    assert simulate(settings, decoder, manifest, "recapture", 12, SilentReport())["points"] == found["points"]


def test_more_answers_than_photographs_end_where_the_queue_ends_and_seeds_are_averaged(
        settings: Settings, decoder: Decoder, manifest: Path) -> None:
    found = simulate(settings, decoder, manifest, "recapture", 500, SilentReport(), order="random", seeds=(3, 4))
    assert [point["labels"] for point in found["points"]] == [0, 10, 18]
    assert [run["seed"] for run in found["seeds"]] == [3, 4]
    for at, point in enumerate(found["points"]):
        assert point["auc"] == pytest.approx(np.mean([run["points"][at]["auc"] for run in found["seeds"]]))


def test_photographs_that_the_version_knows_are_warned_of(settings: Settings, decoder: Decoder, manifest: Path) -> None:
    rows = [(f"{number}.jpg", "recapture", ("original", "recaptured")[number % 2], "one", f"g{number}") for number in range(8)]
    found = simulate(settings, decoder, written(manifest.parent / "known.csv", rows), "recapture", 2, SilentReport())
    assert "photographs of one" in found["warnings"][0]


def test_what_nothing_can_be_learned_from_is_refused(settings: Settings, decoder: Decoder, manifest: Path, tmp_path: Path) -> None:
    one_class = written(manifest.parent / "one.csv", [(f"{number}.jpg", "recapture", "original", "new", "") for number in range(0, 8, 2)])
    with pytest.raises(OneClassOnly):
        simulate(settings, decoder, one_class, "recapture", 5, SilentReport())
    one_scene = written(manifest.parent / "scene.csv", [
        (f"{number}.jpg", "recapture", ("original", "recaptured")[number % 2], "new", "g") for number in range(8)])
    with pytest.raises(OneClassOnly, match="one scene"):
        simulate(settings, decoder, one_scene, "recapture", 5, SilentReport())
    with pytest.raises(BadManifest):
        simulate(settings, decoder, tmp_path / "none.csv", "recapture", 5, SilentReport())
    bare = Settings(home=tmp_path, database_url="", shipped_models=tmp_path / "no-models", decode_processes=1)
    with pytest.raises(NoChampion):
        simulate(bare, decoder, manifest, "recapture", 5, SilentReport())


def test_a_tiny_set_has_undefined_figures_with_their_reason(settings: Settings, decoder: Decoder, manifest: Path) -> None:
    rows = [(f"{number}.jpg", "recapture", ("original", "recaptured")[number % 2], "new", f"g{number}") for number in range(4)]
    points = simulate(settings, decoder, written(manifest.parent / "tiny.csv", rows), "recapture", 5, SilentReport())["points"]
    assert [point["labels"] for point in points] == [0, 2] and all(point["lo"] is None and point["reason"] for point in points)


def test_forty_in_a_hundred_are_never_asked_by_scene_and_with_both_labels() -> None:
    labels = ["original", "recaptured"] * 50
    made = LabelledSet.of([str(n) for n in range(100)], np.zeros((100, 1)), labels, ["a"] * 60 + ["b"] * 40,
                          [f"g{n // 4}" for n in range(100)])
    held = never_asked(made, "recaptured")
    assert 38 <= held.sum() <= 44 and not set(made.group[held]) & set(made.group[~held])
    assert {"original", "recaptured"} == set(made.labels[held]) and set(made.source[held]) == {"a", "b"}
    assert np.array_equal(held, never_asked(made, "recaptured"))


def test_steps_double_up_to_the_budget() -> None:
    assert steps_to(100) == [0, 10, 20, 40, 80, 100]
    assert steps_to(160) == [0, 10, 20, 40, 80, 160]
    assert steps_to(5) == [0, 5] and steps_to(10) == [0, 10] and steps_to(40) == [0, 10, 20, 40] and steps_to(1000)[-3:] == [320, 640, 1000]
