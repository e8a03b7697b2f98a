"""A model version as files: model.skops, card.json, card.md, labelled_set.npz; no pickle is ever read."""

from __future__ import annotations

from pathlib import Path

from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet


def save_model(model: FittedModel, card: dict, labelled_set: LabelledSet, folder: Path) -> str:
    """Writes the version's files into an empty or new folder and returns the SHA-256 (hex) of model.skops."""
    raise NotImplementedError


def load_model(folder: Path, expected_sha256: str) -> FittedModel:
    """Reads model.skops after its hash and the types in it were checked.  Raises VersionAltered if anything is missing or differs."""
    raise NotImplementedError
