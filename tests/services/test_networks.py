"""What lies on a desk as a network is used only as it was signed; a model that needs one scores nothing without it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.domain import Origin, Photo, Role, User
from app.errors import BadNetwork, NetworkAltered, NetworkInUse, NetworkMissing, NetworkNotFound, NotAllowed, NotScored
from app.photos.decode import Decoder
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.evaluate import evaluate_manifest
from app.services.explain import explain_score
from app.services.feature_row import measure, schema_of_model, schema_of_question
from app.services.ingest import receive
from app.services.networks import CARD, NETWORK, desk_schema, external_families, folder_of, load_network, name_of, names_of
from app.services.networks_change import add_network, list_networks, remove_network
from app.services.networks_measured import words_of
from app.services.promote import promote, rollback
from app.services.recompute import ask_recompute, run_recompute
from app.services.register_version import register_version
from app.services.report import SilentReport
from app.services.retrain import run_retrain
from app.services.score import score_photo
from app.services.scorer import ModelShelf
from app.services.train import Trained, train
from app.services.version_sets import labelled_set_of
from app.services.versions import list_versions
from app.store import audit, feature_sets
from tests.photos.pictures import encode, picture
from tests.services.desk import Clock, Desk, open_desk
from tests.services.tiny_model import EACH, photographed_screen
from tests.services.vectors_desk import decide_on
from tests.tiny_network import blind_in_the_dark, channel_means, random_answers, steps, write_network

GRID = {"name": "grid-finder", "crop": "tiles", "scale": 0.1}


@pytest.fixture
def grid(deps: Deps, tmp_path: Path) -> str:
    """A network on the desk that tells a grid; the id of its family."""
    network, seconds = add_network(deps, OPERATOR, *write_network(tmp_path / "given", steps(), **GRID))
    assert 0 < seconds < 5
    return network.id


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory, manifest: Path, shipped_models: Path, shared_decoder: Decoder) -> Trained:
    """Fitted once, on a desk with the network, on pictures of two sources."""
    folder = tmp_path_factory.mktemp("fitted")
    with open_desk(folder / "desk", shipped_models, shared_decoder, Clock()) as desk:
        add_network(desk.deps, OPERATOR, *write_network(folder, steps(), **GRID))
        return train(desk.deps.settings, shared_decoder, manifest, "recapture", SilentReport(), 1, for_desk=True)


@pytest.fixture
def trained(deps: Deps, grid: str, fitted: Trained) -> str:
    """The champion, with the network among its families."""
    version = register_version(deps, OPERATOR, "recapture", fitted.model, fitted.card, fitted.labelled, parent=None)
    promote(deps, OPERATOR, "recapture", version.name)
    return version.name


def _pictures(folder: Path) -> Path:
    rows = []
    for seed in range(EACH):
        for label, image in (("original", picture(360, 300, seed)), ("recaptured", photographed_screen(picture(360, 300, seed)))):
            (folder / f"{label}-{seed}.jpg").write_bytes(encode(image, quality=95))
            rows.append((f"{label}-{seed}.jpg", "recapture", label, "two" if seed % 2 else "one", str(seed)))
    with (folder / "m.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "question", "label", "source", "group"), *rows])
    return folder / "m.csv"


def _on_the_desk(deps: Deps, image: np.ndarray, name: str) -> Photo:
    return receive(deps, OPERATOR, [encode(image, ".png")], name, Origin(source="here")).photo


def test_a_network_comes_onto_the_desk_signed_and_on_the_audit_trail(deps: Deps, grid: str) -> None:
    home = deps.settings.home
    assert names_of(home) == ["grid-finder"] and load_network(home, "grid-finder").id == grid and name_of(grid) == "grid-finder"
    with deps.database.read() as session:
        entry = audit.newest(session, "network.added", "grid-finder")
    assert entry is not None and entry.details == {"family": grid}
    listed = list_networks(deps, OPERATOR)
    assert [(one.name, one.trouble) for one in listed] == [("grid-finder", None)] and listed[0].network is not None


def test_the_schema_of_the_desk_has_it_and_the_shipped_one_has_not(deps: Deps, grid: str) -> None:
    ours, shipped = desk_schema(deps.settings.home, "recapture"), schema_of_question("recapture")
    assert ours.families == (*shipped.families, grid) and ours.id != shipped.id
    assert ours.names[-3:] == tuple(f"{grid}.{name}" for name in ("mean", "highest", "lowest"))


def test_photographs_that_were_there_before_are_measured_again(deps: Deps, tmp_path: Path) -> None:
    photo = _on_the_desk(deps, picture(360, 300, 30), "old.png")
    add_network(deps, OPERATOR, *write_network(tmp_path / "given", steps(), **GRID))
    ours = desk_schema(deps.settings.home, "recapture")
    assert len(ask_recompute(deps)) == 1 and run_recompute(deps, "recapture", SilentReport()) == {"measured": 1, "not_measured": 0}
    with deps.database.read() as session:
        row = feature_sets.load(session, photo.id, ours.id)
    assert row is not None and row.shape == (1, len(ours.names)) and (row[0, -3:] > 0).all()


@pytest.mark.parametrize(("content", "card", "why"), [
    (b"not a network", {}, "no ONNX network"), (channel_means(64), {}, "wants an input"),
    (channel_means(), {"output": 3}, "gave no number 3"),
    (channel_means(), {"crop": "corner"}, "crop"), (channel_means(), {"direction": "film"}, "original or recaptured"),
    (channel_means(), {"question": "astrology"}, "question"), (random_answers(), {}, "another answer"),
    (channel_means(), {"name": None}, "name"),
])
def test_what_cannot_be_used_is_refused_and_leaves_nothing(deps: Deps, tmp_path: Path, content: bytes, card: dict, why: str) -> None:
    with pytest.raises(BadNetwork, match=why):
        add_network(deps, OPERATOR, *write_network(tmp_path, content, **card))
    assert list_networks(deps, OPERATOR) == [] and not [*folder_of(deps.settings.home).glob("*")]


def test_a_card_that_is_no_json_is_refused(deps: Deps, tmp_path: Path) -> None:
    file, card = write_network(tmp_path, channel_means())
    card.write_bytes(b"\xff{")
    with pytest.raises(BadNetwork, match="JSON"):
        add_network(deps, OPERATOR, file, card)


def test_a_name_is_given_once(deps: Deps, grid: str, tmp_path: Path) -> None:
    with pytest.raises(BadNetwork, match="already"):
        add_network(deps, OPERATOR, *write_network(tmp_path, steps(), **GRID))


def test_only_admins_change_networks(deps: Deps, desk: Desk, tmp_path: Path) -> None:
    lead = desk.person("lena", Role.LEAD)
    for act in (lambda: add_network(deps, lead, *write_network(tmp_path, steps())), lambda: remove_network(deps, lead, "reds"),
                lambda: list_networks(deps, lead)):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("file", [NETWORK, CARD, "signature"])
def test_an_altered_file_is_not_used(deps: Deps, grid: str, file: str) -> None:
    path = folder_of(deps.settings.home) / "grid-finder" / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(NetworkAltered):
        desk_schema(deps.settings.home, "recapture")
    assert list_networks(deps, OPERATOR)[0].trouble


def test_a_champion_with_a_network_scores_and_explains(deps: Deps, grid: str, trained: str) -> None:
    photo = _on_the_desk(deps, photographed_screen(picture(360, 300, 31)), "screen.png")
    score = score_photo(deps, photo.id, "recapture")
    assert score.model_version == trained and score.contributions[grid] > 0
    share = explain_score(deps, score).family(grid)
    assert share is not None and share.title == "External network grid-finder" and len(share.features) == 3


def test_its_worth_out_of_source_is_told(deps: Deps, grid: str, trained: str, manifest: Path) -> None:
    champion = deps.models.champion("recapture")
    found = evaluate_manifest(deps.settings.home, deps.decoder, manifest, "recapture", champion, SilentReport(), 1)
    measured = found["networks"][0]
    assert (measured["network"], measured["photographs"], measured["sources"]) == ("grid-finder", 2 * EACH, 2)
    assert 0 <= measured["without"] <= 1 and measured["with"] - measured["without"] == pytest.approx(measured["difference"])
    assert "without the external network grid-finder" in words_of(measured)
    assert json.loads((champion.folder / "card.json").read_text())["networks"][0]["network"] == "grid-finder"
    assert "## External networks" in (champion.folder / "card.md").read_text()


def test_a_network_that_the_champion_needs_stays_until_another_is_promoted(deps: Deps, grid: str, trained: str) -> None:
    with pytest.raises(NetworkInUse):
        remove_network(deps, OPERATOR, "grid-finder")
    promote(deps, OPERATOR, "recapture", "2026.01-1")
    remove_network(deps, OPERATOR, "grid-finder")
    assert names_of(deps.settings.home) == [] and not [*folder_of(deps.settings.home).iterdir()]
    with pytest.raises(NetworkMissing):
        deps.models.version("recapture", trained)
    with pytest.raises(NetworkNotFound):
        remove_network(deps, OPERATOR, "grid-finder")
    for act in (lambda: promote(deps, OPERATOR, "recapture", trained), lambda: rollback(deps, OPERATOR, "recapture")):
        with pytest.raises(NetworkMissing, match="grid-finder"):
            act()
    row = next(one for one in list_versions(deps, OPERATOR, "recapture") if one.version.name == trained)
    assert row.trouble and "grid-finder" in row.trouble and deps.models.champion("recapture").name == "2026.01-1"


@pytest.mark.parametrize("name", ["../models", ".", "nobody", ""])
def test_only_a_network_is_removed(deps: Deps, grid: str, name: str) -> None:
    with pytest.raises(NetworkNotFound):
        remove_network(deps, OPERATOR, name)


def test_without_its_network_nothing_is_scored_and_uploads_go_on(deps: Deps, grid: str, trained: str) -> None:
    before = _on_the_desk(deps, picture(360, 300, 32), "before.png")
    shutil.rmtree(folder_of(deps.settings.home) / "grid-finder")
    with pytest.raises(NetworkMissing, match="grid-finder"):
        score_photo(deps, before.id, "recapture")
    with pytest.raises(NetworkMissing):
        ModelShelf(deps.settings, deps.database).champion("recapture")
    after = _on_the_desk(deps, picture(360, 300, 33), "after.png")
    with deps.database.read() as session:
        assert feature_sets.load(session, after.id, schema_of_question("recapture").id) is not None


def test_another_network_under_the_same_name_does_not_stand_in(deps: Deps, grid: str, trained: str, tmp_path: Path) -> None:
    shutil.rmtree(folder_of(deps.settings.home) / "grid-finder")
    add_network(deps, OPERATOR, *write_network(tmp_path / "other", steps(), **{**GRID, "scale": 0.2}))
    with pytest.raises(NetworkMissing, match="another"):
        ModelShelf(deps.settings, deps.database).champion("recapture")


def test_a_photograph_on_which_a_network_fails_is_kept_and_measured_without_it(deps: Deps, tmp_path: Path) -> None:
    add_network(deps, OPERATOR, *write_network(tmp_path / "given", blind_in_the_dark(), name="night-blind"))
    ours, shipped = desk_schema(deps.settings.home, "recapture"), schema_of_question("recapture")
    light, dark = (_on_the_desk(deps, picture(360, 300, 35) // 8 + add, f"{add}.png") for add in (150, 0))
    with deps.database.read() as session:
        assert feature_sets.load(session, light.id, ours.id) is not None and feature_sets.load(session, dark.id, ours.id) is None
    with pytest.raises(NotScored, match="night-blind"):
        measure(picture(360, 300, 35) // 8, ours)
    assert score_photo(deps, dark.id, "recapture").model_version == "2026.01-1"
    with deps.database.read() as session:
        assert feature_sets.load(session, dark.id, shipped.id) is not None


def test_retraining_has_the_network_and_says_of_how_many_photographs_its_answer_is_unknown(deps: Deps, alice: User, grid: str) -> None:
    for seed in range(40, 46):
        for image, label in ((picture(360, 300, seed), "original"), (photographed_screen(picture(360, 300, seed)), "recaptured")):
            decide_on(deps, alice, _on_the_desk(deps, image, f"{label}-{seed}.png").id, label)
    said: list[str] = []
    report = SilentReport()
    report.log = said.append  # type: ignore[method-assign]
    version = run_retrain(deps, "recapture", report)
    labelled = labelled_set_of(deps, "recapture", version.name)
    model = deps.models.version("recapture", version.name).model
    assert external_families(model) == [grid] and schema_of_model(model).id == version.schema
    columns = labelled.features[:, labelled.family == grid]
    base = ~np.char.startswith(labelled.ids, "photo:")
    assert np.isfinite(columns).all() and len(np.unique(columns[base], axis=0)) == 1 and len(np.unique(columns[~base], axis=0)) > 5
    assert any(f"grid-finder says of {2 * EACH} photographs is not known" in line for line in said)
    assert version.card["networks"][0]["network"] == "grid-finder" and version.card["gate"]["champion"] == "2026.01-1"
