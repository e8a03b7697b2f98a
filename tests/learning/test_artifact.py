from __future__ import annotations

import hashlib
import json
import pickle

import numpy as np
import pytest
import skops.io
from sklearn.svm import SVC

from app.errors import VersionAltered
from app.learning.artifact import load_model, read_model, save_model
from app.learning.labelled_set import LabelledSet


@pytest.fixture(scope="module")
def saved(model, card, made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("2026.11-1")
    return folder, save_model(model, card, made, folder)


def test_the_model_comes_back_exactly(saved, model, made):
    again = load_model(*saved)
    assert (again.question, again.labels, again.schema_id, again.feature_names, again.family_of) == (
        model.question, model.labels, model.schema_id, model.feature_names, model.family_of)
    for first, second in zip(model.predict_many(made.features), again.predict_many(made.features), strict=True):
        assert first.probabilities == second.probabilities
        assert (first.suggestion, first.abstention, first.contributions) == (second.suggestion, second.abstention, second.contributions)
    assert again.summary_of("peaks.0") == model.summary_of("peaks.0")
    assert again.scored_like(0.9, "original") == model.scored_like(0.9, "original")


def test_the_folder_holds_the_four_files(saved, card, made):
    folder, digest = saved
    assert sorted(path.name for path in folder.iterdir()) == ["card.json", "card.md", "labelled_set.npz", "model.skops"]
    assert json.loads((folder / "card.json").read_text()) == card
    assert LabelledSet.load(folder / "labelled_set.npz").hash() == made.hash() == card["labelled_set"]["hash"]
    assert hashlib.sha256((folder / "model.skops").read_bytes()).hexdigest() == digest


def test_the_same_model_saves_to_readable_content(saved):
    folder, _ = saved
    assert (folder / "card.md").read_text().startswith("# Model card: recapture")


@pytest.mark.parametrize("place", [0, 100, -1])
def test_any_changed_byte_is_refused(saved, tmp_path, place):
    folder, digest = saved
    content = bytearray((folder / "model.skops").read_bytes())
    content[place] ^= 1
    (tmp_path / "model.skops").write_bytes(content)
    with pytest.raises(VersionAltered, match="altered"):
        load_model(tmp_path, digest)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(VersionAltered, match="missing"):
        load_model(tmp_path / "nowhere", "0" * 64)


class Trap:
    """What a pickle can carry."""

    def __reduce__(self):
        return print, ("ran",)


@pytest.mark.parametrize("content", [
    pickle.dumps(Trap()), b"", b"PK\x05\x06" + bytes(18), skops.io.dumps({"model": SVC()}), skops.io.dumps({"f": np.median}),
    skops.io.dumps({"question": "recapture"}), skops.io.dumps(["a list"]),
], ids=["pickle", "empty", "empty zip", "another estimator", "a function", "half a model", "a list"])
def test_whatever_is_no_model_of_ours_is_refused_before_it_runs(content, capsys):
    with pytest.raises(VersionAltered):
        read_model(content)
    assert capsys.readouterr().out == ""
