"""Fitting a network from a manifest: its card is one that a desk takes, and tells what it says of sources it had not seen."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from app.errors import ExtrasMissing, FolderNotEmpty
from app.features.network_card import read_card
from app.learning.deep import extras
from app.photos.decode import Decoder
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.networks import CARD, NETWORK
from app.services.networks_change import add_network
from app.services.networks_fit import fit_network
from app.services.report import SilentReport
from tests.services.tiny_model import write_manifest

NO_TORCH = "torch is not installed (requirements-deep.txt)"


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_manifest(tmp_path_factory.mktemp("pictures"), 300, 280)


def test_without_the_extras_a_person_reads_what_to_do(shared_decoder: Decoder, manifest: Path, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "EXTRAS", ("no_such_package_here",))
    with pytest.raises(ExtrasMissing, match="requirements-deep.txt"):
        fit_network(shared_decoder, manifest, "recapture", tmp_path / "out", SilentReport(), 2, 2, 0)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(find_spec("torch") is None, reason=NO_TORCH)
def test_what_it_writes_is_taken_by_a_desk(deps: Deps, shared_decoder: Decoder, manifest: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    figures = fit_network(shared_decoder, manifest, "recapture", out, SilentReport(), 3, 2, 0)
    assert set(figures["sources"]) == {"one", "two"} and figures["pooled"]["auc"]["n"] == 12
    card = read_card(json.loads((out / CARD).read_text()))
    assert len(card.unseen) == 12 and np.isfinite(list(card.unseen.values())).all() and card.names == ("mean", "highest", "lowest")
    network, _ = add_network(deps, OPERATOR, out / NETWORK, out / CARD)
    assert network.card.direction == "recaptured"
    with pytest.raises(FolderNotEmpty):
        fit_network(shared_decoder, manifest, "recapture", out, SilentReport(), 3, 2, 0)
