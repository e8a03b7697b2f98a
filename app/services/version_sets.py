"""The labelled sets that versions were fitted on, and the version that a line of retrained ones goes back to."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import ModelVersion
from app.errors import NoChampion, VersionAltered
from app.learning.labelled_set import LabelledSet
from app.services.deps import Deps
from app.services.scorer import check_version
from app.store import champions, versions
from app.store.engine import Session

LABELLED_SET_FILE = "labelled_set.npz"


def labelled_set_of(deps: Deps, question: str, version: str) -> LabelledSet:
    """The stored set of a version, after its files were checked.  Raises VersionNotFound, VersionAltered."""
    with deps.database.read() as session:
        on_record = versions.get(session, question, version)
    labelled = LabelledSet.load(check_version(deps.settings, on_record) / LABELLED_SET_FILE)
    if labelled.hash() != on_record.labelled_set_hash:
        raise VersionAltered(f"The labelled set of the model version {version} was altered.")
    return labelled


def first_ancestor(session: Session, question: str, version: str) -> str:
    """The version without a parent that this one goes back to: a shipped one, or one trained from a manifest."""
    name = version
    while (parent := versions.get(session, question, name).parent) is not None:
        name = parent
    return name


def base_version(session: Session, question: str, version: str, families: Sequence[str]) -> str:
    """Whose labelled set a retrain of this version starts from: its first ancestor's.

    Where that one was measured before some of the families came, it is the newest shipped version that has them, if there is one.
    """
    first = versions.get(session, question, first_ancestor(session, question, version))
    if _has(first, families):
        return first.name
    shipped = (one for one in versions.list_for(session, question) if one.shipped and _has(one, families))
    return next((one.name for one in shipped), first.name)


def _has(version: ModelVersion, families: Sequence[str]) -> bool:
    return set(families) <= set(version.card.get("families", families))


def champion_or_none(session: Session, question: str) -> str | None:
    """The name of the champion, or None where nothing was promoted yet."""
    try:
        return champions.current(session, question)
    except NoChampion:
        return None
