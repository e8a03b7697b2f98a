"""The model that the project ships is what its card says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.config import PROJECT, Settings
from app.learning.artifact import load_model
from app.learning.evaluation import evaluate
from app.learning.out_of_fold import out_of_fold_decisions
from app.learning.splits import leave_one_source_out
from app.learning.unseen import unseen_predictions
from app.services.feature_row import schema_of_question
from app.services.version_folder import MODEL_FILE, check_files, read_shipped_champion, shipped_folder
from tests.services.vectors_desk import shipped_vectors

SETTINGS = Settings(home=PROJECT / "var", database_url="")


@pytest.fixture(scope="module")
def card() -> dict:
    stated = read_shipped_champion(SETTINGS, "recapture")
    return json.loads((shipped_folder(SETTINGS, "recapture", stated.version) / "card.json").read_text())


def test_every_file_is_the_one_that_champion_json_names(card: dict) -> None:
    stated = read_shipped_champion(SETTINGS, "recapture")
    folder = shipped_folder(SETTINGS, "recapture", stated.version)
    check_files(folder, stated.sha256)
    model = load_model(folder, stated.sha256[MODEL_FILE])
    assert model.schema_id == schema_of_question("recapture").id == card["schema"]
    assert shipped_vectors().hash() == card["labelled_set"]["hash"]


def test_a_figure_of_the_card_comes_out_again_from_the_stored_vectors(card: dict) -> None:
    vectors = shipped_vectors()
    truth = vectors.labels == card["labels"][1]
    splits = leave_one_source_out(truth, vectors.source, vectors.group)
    unseen = unseen_predictions(vectors, truth, splits, out_of_fold_decisions(vectors, truth, splits, card["candidate"], card["seed"]))
    again = evaluate(unseen.measured(vectors, truth), card["seed"])
    stated = card["leave_one_source_out"]
    for source, figures in stated["sources"].items():
        assert again["sources"][source]["auc"]["value"] == pytest.approx(figures["auc"]["value"], abs=5e-3)
    assert again["mean_over_sources"]["auc"]["value"] == pytest.approx(stated["mean_over_sources"]["auc"]["value"], abs=5e-3)
    assert np.mean([figures["auc"]["value"] for figures in stated["sources"].values()]) > 0.8
