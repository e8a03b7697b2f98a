"""Fit a version again from its stored labelled set, to prove that the set is what it was made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain import Role, User
from app.learning.card_origin import library_versions
from app.learning.fitted_model import fit_model
from app.learning.labelled_set import LabelledSet
from app.services.access import require
from app.services.deps import Deps
from app.services.labels import ID_PREFIX, is_local
from app.services.report import Report
from app.services.version_sets import labelled_set_of
from app.store import photos, versions

SAME = 1e-6  # of a probability


@dataclass(frozen=True)
class Rebuilt:
    """photographs: fitted on again.  gone: of the stored set, because they were erased.

    difference: the largest of a probability, over those photographs.  libraries: (name, then, now) of those that are not the same.
    """

    version: str
    labelled_set_hash: str
    photographs: int
    gone: int
    difference: float
    libraries: tuple[tuple[str, str, str], ...]

    @property
    def same(self) -> bool:
        return self.difference <= SAME


def rebuild(deps: Deps, user: User, question: str, version: str, report: Report) -> Rebuilt:
    """Fits with the ids, weights, candidate and seed that the version was made with; nothing is stored.  Leads.

    Under the same lock and with one thread the probabilities are the same within 1e-6, unless photographs are gone.
    Raises VersionNotFound, VersionAltered, OneClassOnly (too much was erased), JobCancelled.
    """
    require(user, Role.LEAD)
    stored = labelled_set_of(deps, question, version)
    with deps.database.read() as session:
        card = versions.get(session, question, version).card
    model = deps.models.version(question, version).model
    kept = stored.take(~_gone(deps, stored))
    again, _ = fit_model(kept, question, model.labels, model.schema_id, model.feature_names, model.family_of, seed=card["seed"],
                         candidate=model.candidate_id, progress=report)
    difference = np.abs(again.probabilities(kept.features) - model.probabilities(kept.features)).max()
    then, now = card.get("libraries") or {}, library_versions()
    other = tuple((name, then[name], now[name]) for name in then if now.get(name, then[name]) != then[name])
    return Rebuilt(version, stored.hash(), len(kept), len(stored) - len(kept), float(difference), other)


def _gone(deps: Deps, stored: LabelledSet) -> np.ndarray:
    """(n,) bool: photographs of this desk that were erased, and vectors that were emptied."""
    local = is_local(stored.ids)
    names = [str(one).removeprefix(ID_PREFIX) for one in stored.ids]
    with deps.database.read() as session:
        here = photos.many(session, [name for name, own in zip(names, local, strict=True) if own])
    erased = np.array([own and name not in here for name, own in zip(names, local, strict=True)], dtype=bool)
    return erased | np.isnan(stored.features).all(axis=1)  # some NaN are features that a photograph does not have
