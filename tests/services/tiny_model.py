"""A real model, fitted in a second on pictures made here, laid down as a shipped version."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from app.learning.artifact import save_model
from app.learning.fitted_model import FittedModel, fit_model
from app.learning.labelled_set import LabelledSet
from app.questions import question_named
from app.services.feature_row import measure, schema_of_question
from app.services.version_folder import write_champion
from tests.photos.pictures import encode, picture

EACH = 12  # pictures of each label


def photographed_screen(image: np.ndarray, period: float = 5.0) -> np.ndarray:
    """The picture with a grid over it, as a photograph of a screen shows."""
    down, across = np.mgrid[0:image.shape[0], 0:image.shape[1]]
    grid = 22 * np.cos(2 * np.pi * across / period) * np.cos(2 * np.pi * down / period)
    return np.clip(image + grid[..., None], 0, 255).astype(np.uint8)


def write_manifest(folder: Path, width: int, height: int) -> Path:
    """Six originals and the same six as photographs of a screen, from two sources, and the manifest that lists them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for seed in range(6):
        plain = picture(width, height, seed)
        for label, image in (("original", plain), ("recaptured", photographed_screen(plain))):
            (folder / f"{label}-{seed}.jpg").write_bytes(encode(image, quality=95))
            rows.append((f"{label}-{seed}.jpg", "recapture", label, "two" if seed % 2 else "one", str(seed)))
    with (folder / "m.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "question", "label", "source", "group"), *rows])
    return folder / "m.csv"


@cache
def tiny_labelled_set() -> LabelledSet:
    """Measured once a run: 24 pictures of two made-up sources, half of them with a grid."""
    schema = schema_of_question("recapture")
    plain = [picture(360, 300, seed) for seed in range(EACH)]
    rows = [measure(image, schema) for image in plain] + [measure(photographed_screen(image), schema) for image in plain]
    seeds = [str(seed) for seed in range(EACH)]
    return LabelledSet.of(
        ids=[f"plain-{seed}" for seed in seeds] + [f"grid-{seed}" for seed in seeds], features=np.array(rows),
        labels=["original"] * EACH + ["recaptured"] * EACH, source=["one", "two"] * EACH, group=seeds * 2,
        low_resolution=[True] * 2 * EACH)


@cache
def fitted() -> tuple[FittedModel, dict]:
    """A model of that set and its card, fitted once a run."""
    question, schema = question_named("recapture"), schema_of_question("recapture")
    return fit_model(tiny_labelled_set(), question.id, question.labels, schema.id, schema.names, schema.family_of)


def ship_tiny_model(models: Path, version: str = "2026.01-1") -> None:
    """Makes the model the shipped champion in the folder models."""
    (model, card), folder = fitted(), models / "recapture" / version
    save_model(model, card, tiny_labelled_set(), folder)
    write_champion(folder)
