"""The model shelf: fitted models by question, loaded only after hash and signature match, kept once per process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.config import Settings
from app.learning.fitted_model import FittedModel
from app.store.engine import Database


@dataclass(frozen=True)
class ShelvedModel:
    """A fitted model that passed its checks.  name: the version's name; folder: where its card and labelled set lie."""

    name: str
    question: str
    artifact_sha256: str
    folder: Path
    shipped: bool
    model: FittedModel


class ModelShelf:
    """Finds and loads model versions: the desk's own under LOUPE_HOME, else the shipped ones.  Thread-safe.

    database : None where there is no desk (the `score` command); then only shipped versions are found.
    """

    def __init__(self, settings: Settings, database: Database | None) -> None:
        self.settings = settings
        self.database = database

    def champion(self, question: str) -> ShelvedModel:
        """The version that scores now; a promotion is noticed at the next call.  Raises NoChampion, VersionAltered."""
        raise NotImplementedError

    def champion_name(self, question: str) -> str | None:
        """Its name without loading it; None where there is none."""
        raise NotImplementedError

    def version(self, question: str, name: str) -> ShelvedModel:
        """One version.  Raises VersionNotFound, VersionAltered."""
        raise NotImplementedError
