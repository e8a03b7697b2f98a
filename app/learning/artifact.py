"""A model version as files: model.skops, card.json, card.md, labelled_set.npz; no pickle is ever read."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path

import skops.io
from skops.io.exceptions import UntrustedTypesFoundException

from app.errors import VersionAltered
from app.learning.calibration import Sigmoid
from app.learning.candidates import CANDIDATES
from app.learning.card_markdown import card_markdown
from app.learning.conformal import ConformalSets
from app.learning.domain_check import DomainCheck
from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.learning.summaries import Summaries

MODEL, CARD, CARD_TEXT, LABELLED = "model.skops", "card.json", "card.md", "labelled_set.npz"
PLAIN = ("question", "labels", "schema_id", "feature_names", "family_of", "candidate_id", "reliability")
LARGEST = 256 * 1024 * 1024  # bytes of all members, unpacked
# every type that may stand in model.skops; whatever else does is refused before anything is built
ALLOWED_TYPES = frozenset({
    "builtins.dict", "builtins.list", "builtins.tuple", "builtins.str", "builtins.int", "builtins.float", "builtins.bool",
    "builtins.NoneType", "builtins.type", "numpy.ndarray", "numpy.dtype", "numpy.float64", "numpy.int64", "numpy.bool",
    "sklearn.linear_model._logistic.LogisticRegression",
})


def save_model(model: FittedModel, card: dict, labelled_set: LabelledSet, folder: Path) -> str:
    """Writes the version's files into an empty or new folder and returns the SHA-256 (hex) of model.skops, which the card names too."""
    folder.mkdir(parents=True, exist_ok=True)
    content = skops.io.dumps(_state(model))
    (folder / MODEL).write_bytes(content)
    card["artifact_sha256"] = hashlib.sha256(content).hexdigest()
    (folder / CARD).write_text(json.dumps(card, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    (folder / CARD_TEXT).write_text(card_markdown(card), encoding="utf-8")
    labelled_set.with_families([model.family_of[name] for name in model.feature_names]).save(folder / LABELLED)
    return card["artifact_sha256"]


def load_model(folder: Path, expected_sha256: str) -> FittedModel:
    """Reads model.skops after its hash and the types in it were checked.  Raises VersionAltered if anything is missing or differs."""
    try:
        content = (folder / MODEL).read_bytes()
    except OSError as error:
        raise VersionAltered(f"The files of the model version {folder.name} are missing; it is not loaded.") from error
    if hashlib.sha256(content).hexdigest() != expected_sha256:
        raise VersionAltered(f"The model file of the version {folder.name} was altered; it is not loaded.")
    return read_model(content)


def read_model(content: bytes) -> FittedModel:
    """A model from the bytes of model.skops, whose hash was checked.  Raises VersionAltered for a type that is not allowed."""
    try:
        refused = _types_in(content) - ALLOWED_TYPES
        if refused:
            raise VersionAltered(f"The model file holds {sorted(refused)[0]}, which no version of Loupe writes; it is not loaded.")
        return _model(skops.io.loads(content, trusted=[]))
    except (zipfile.BadZipFile, UntrustedTypesFoundException, ValueError, KeyError, TypeError) as error:
        raise VersionAltered("The model file cannot be read; the version is not loaded.") from error


def _state(model: FittedModel) -> dict:
    return {name: getattr(model, name) for name in PLAIN} | {
        "candidate": dict(vars(model.candidate)), "sigmoid": asdict(model.sigmoid), "sets": asdict(model.sets),
        "domain": asdict(model.domain), "summaries": asdict(model.summaries)}


def _model(state: dict) -> FittedModel:
    candidate = CANDIDATES[state["candidate_id"]]()
    vars(candidate).update(state["candidate"])
    return FittedModel(
        candidate=candidate, sigmoid=Sigmoid(**state["sigmoid"]), sets=ConformalSets(**state["sets"]),
        domain=DomainCheck(**state["domain"]), summaries=Summaries(**state["summaries"]), **{name: state[name] for name in PLAIN})


def _types_in(content: bytes) -> set[str]:
    """Every class that the file names, read from its schema without building anything."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST:
            raise VersionAltered("The model file is far larger than any that Loupe writes; it is not loaded.")
        schema = json.loads(archive.read("schema.json"))
    found: set[str] = set()
    open_nodes = [schema]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, dict):
            if "__class__" in node:
                found.add(f"{node.get('__module__')}.{node['__class__']}")
            open_nodes += node.values()
        elif isinstance(node, list):
            open_nodes += node
    return found
