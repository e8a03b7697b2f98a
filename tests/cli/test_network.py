"""From a network on the command line to a version that has it, and what evaluate and train then say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.learning.deep import extras
from tests.cli.conftest import Loupe
from tests.services.tiny_model import write_manifest
from tests.tiny_network import steps, write_network


def test_a_network_becomes_part_of_a_version_and_is_told_apart(loupe: Loupe, tmp_path: Path) -> None:
    assert loupe("migrate").code == 0
    assert "no external networks" in loupe("network", "list").out
    file, card = write_network(tmp_path / "given", steps(), name="grid-finder", crop="tiles", scale=0.1)
    added = loupe("network", "add", file, "--card", card)
    assert added.code == 0 and "Added grid-finder" in added.out
    assert loupe("network", "list").out.startswith("grid-finder\tnetwork_grid_finder_")
    manifest = write_manifest(tmp_path / "pictures", 360, 300)
    trained = loupe("train", manifest)
    told = "2 sources left out in turn, AUC is"
    assert trained.code == 0 and told in trained.out and "without the external network grid-finder" in trained.out
    name = trained.out.split("Version ")[1].split(" ")[0]
    assert loupe("promote", name).code == 0
    assert told in loupe("evaluate", manifest).out
    scored = list(csv.DictReader(loupe("score", tmp_path / "pictures").out.splitlines()))
    assert {row["model_version"] for row in scored} == {name} and not any(row["error"] for row in scored)
    kept = loupe("network", "remove", "grid-finder")
    assert kept.code == 1 and "promote another version first" in kept.err


def test_a_version_to_be_shipped_has_no_network_of_the_desk(loupe: Loupe, tmp_path: Path) -> None:
    assert loupe("migrate").code == 0
    assert loupe("network", "add", *_given(tmp_path)).code == 0
    trained = loupe("train", write_manifest(tmp_path / "pictures", 360, 300), "--out", tmp_path / "shipped" / "v")
    assert trained.code == 0 and "external network" not in trained.out
    assert "network_" not in (tmp_path / "shipped" / "v" / "card.json").read_text()


def test_fitting_without_the_extras_says_what_to_install(loupe: Loupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "EXTRAS", ("no_such_package_here",))
    ran = loupe("network", "fit", tmp_path / "m.csv", "--out", tmp_path / "out")
    assert ran.code == 1 and "requirements-deep.txt" in ran.err and "Traceback" not in ran.err


def _given(tmp_path: Path) -> tuple[object, ...]:
    file, card = write_network(tmp_path / "given", steps())
    return file, "--card", card
