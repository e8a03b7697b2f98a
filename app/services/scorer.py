"""The model shelf: fitted models by question, loaded only after hash and signature match, kept once per process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings
from app.domain import ModelVersion
from app.errors import NoChampion, VersionAltered, VersionNotFound
from app.services.networks import provide_for
from app.services.version_folder import (
    MODEL_FILE,
    check_files,
    file_hashes,
    own_folder,
    read_shipped_champion,
    shipped_folder,
    statement,
)
from app.store import champions, versions
from app.store.engine import Database
from app.store.keys import signed_by_desk

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel

KEPT = 4  # models in memory at the same time


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

    database : None where there is no desk (the `score` command); then only the shipped champion is found.
    """

    def __init__(self, settings: Settings, database: Database | None) -> None:
        self._settings = settings
        self._database = database
        self._kept: OrderedDict[tuple[str, str, str], ShelvedModel] = OrderedDict()
        self._lock = threading.Lock()

    def champion(self, question: str) -> ShelvedModel:
        """The version that scores now; a promotion is noticed at the next call.

        Raises NoChampion, VersionAltered, NetworkMissing.
        """
        on_record = self._champion_on_record(question)
        return self._shipped_champion(question) if on_record is None else self._from_record(on_record)

    def champion_name(self, question: str) -> str | None:
        """Its name without loading it; None where there is none."""
        on_record = self._champion_on_record(question)
        if on_record is not None:
            return on_record.name
        try:
            return read_shipped_champion(self._settings, question).version
        except (NoChampion, VersionAltered):
            return None

    def version(self, question: str, name: str) -> ShelvedModel:
        """One version.  Raises VersionNotFound, VersionAltered, NetworkMissing."""
        if self._database is not None:
            with self._database.read() as session:
                if versions.exists(session, question, name):
                    on_record = versions.get(session, question, name)
                    return self._from_record(on_record)
        try:
            shipped = self._shipped_champion(question)
        except NoChampion:
            shipped = None
        if shipped is None or shipped.name != name:
            raise VersionNotFound(f"There is no version {name!r} for {question}.")
        return shipped

    def _champion_on_record(self, question: str) -> ModelVersion | None:
        if self._database is None:
            return None
        with self._database.read() as session:
            try:
                return versions.get(session, question, champions.current(session, question))
            except NoChampion:
                return None

    def _from_record(self, version: ModelVersion) -> ShelvedModel:
        kept = self._look_up(version.question, version.name, version.artifact_sha256)
        if kept is not None:
            provide_for(self._settings.home, kept.model)  # an external network may have been taken away since
            return kept
        return self._load(check_version(self._settings, version), version.question, version.artifact_sha256, version.shipped)

    def _shipped_champion(self, question: str) -> ShelvedModel:
        stated = read_shipped_champion(self._settings, question)
        sha256 = stated.sha256.get(MODEL_FILE, "")
        kept = self._look_up(question, stated.version, sha256)
        if kept is not None:
            return kept
        folder = shipped_folder(self._settings, question, stated.version)
        check_files(folder, stated.sha256)
        return self._load(folder, question, sha256, shipped=True)

    def _look_up(self, question: str, name: str, sha256: str) -> ShelvedModel | None:
        with self._lock:
            kept = self._kept.get((question, name, sha256))
            if kept is not None:
                self._kept.move_to_end((question, name, sha256))
            return kept

    def _load(self, folder: Path, question: str, sha256: str, shipped: bool) -> ShelvedModel:
        from app.learning.artifact import load_model  # brings all of scikit-learn, for which only a process that scores should wait

        shelved = ShelvedModel(folder.name, question, sha256, folder, shipped, load_model(folder, sha256))
        provide_for(self._settings.home, shelved.model)
        with self._lock:
            self._kept[question, folder.name, sha256] = shelved
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return shelved


def check_version(settings: Settings, version: ModelVersion, glance: bool = False) -> Path:
    """The version's folder, if its files are those that this desk signed when it went on record.  Raises VersionAltered.

    glance : see file_hashes.
    """
    place = shipped_folder if version.shipped else own_folder
    folder = place(settings, version.question, version.name)
    found = file_hashes(folder, glance)
    signed = signed_by_desk(settings.home, statement(version.question, version.name, found), version.signature)
    if not signed or found[MODEL_FILE] != version.artifact_sha256:
        raise VersionAltered(f"The files of the model version {version.name} were altered; it is not loaded. Roll back to the version "
                             "before, or bring its folder back from a backup.")
    return folder
