"""Only models that passed their checks are loaded, and the champion is the one of this moment."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from app.config import Settings
from app.errors import NoChampion, VersionAltered, VersionNotFound
from app.services.deps import Deps
from app.services.scorer import ModelShelf
from app.services.version_folder import own_folder, shipped_folder
from app.store import champions, keys, versions


@pytest.fixture
def own_models(settings: Settings, shipped_models: Path, tmp_path: Path) -> Settings:
    """Settings with a copy of the shipped models, so that a test may alter it."""
    shutil.copytree(shipped_models, tmp_path / "shipped")
    return dataclasses.replace(settings, shipped_models=tmp_path / "shipped")


def test_without_a_desk_the_shipped_champion_is_found_and_kept(own_models: Settings) -> None:
    shelf = ModelShelf(own_models, None)
    first = shelf.champion("recapture")
    assert first.name == shelf.champion_name("recapture") == "2026.01-1"
    assert shelf.champion("recapture") is first and shelf.version("recapture", "2026.01-1") is first
    with pytest.raises(VersionNotFound):
        shelf.version("recapture", "2026.01-2")
    with pytest.raises(VersionNotFound):
        shelf.version("recapture", "../../etc")


@pytest.mark.parametrize("name", ["model.skops", "card.json", "card.md", "labelled_set.npz"])
def test_an_altered_or_missing_file_is_refused(own_models: Settings, name: str) -> None:
    path = shipped_folder(own_models, "recapture", "2026.01-1") / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(VersionAltered):
        ModelShelf(own_models, None).champion("recapture")
    path.unlink()
    with pytest.raises(VersionAltered):
        ModelShelf(own_models, None).champion("recapture")


def test_no_model_at_all_is_said(own_models: Settings) -> None:
    shutil.rmtree(own_models.shipped_models)
    shelf = ModelShelf(own_models, None)
    assert shelf.champion_name("recapture") is None
    with pytest.raises(NoChampion):
        shelf.champion("recapture")


def test_a_promotion_is_noticed_at_the_next_call_and_a_foreign_version_is_refused(deps: Deps) -> None:
    from app.services.version_folder import file_hashes, statement

    before = deps.models.champion("recapture")
    folder = own_folder(deps.settings, "recapture", "2026.03-1")
    shutil.copytree(before.folder, folder)
    signature = keys.sign(deps.settings.home, statement("recapture", "2026.03-1", file_hashes(folder)))
    with deps.database.begin() as session:
        on_record = versions.get(session, "recapture", before.name)
        own = dataclasses.replace(on_record, name="2026.03-1", shipped=False, signature=signature)
        versions.add(session, own)
        versions.add(session, dataclasses.replace(own, name="2026.03-2"))
        champions.promote(session, "recapture", "2026.03-1", None, deps.clock())
    assert deps.models.champion("recapture").name == "2026.03-1"
    shutil.copytree(folder, own_folder(deps.settings, "recapture", "2026.03-2"))  # right files, but signed for another version
    with pytest.raises(VersionAltered):
        deps.models.version("recapture", "2026.03-2")
