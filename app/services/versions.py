"""The model versions of a question: list them, compare two, read a card; and the shipped ones put on record at the start."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import ModelVersion, User
from app.services.deps import Deps
from app.services.gate import GateResult


@dataclass(frozen=True)
class VersionRow:
    """One line of the versions page.  state: champion, challenger (newest, made from the champion), former champion, other.

    auc, low, high: leave-one-source-out AUC on the card with its 95 % interval, or None.  gate: None where there was no champion.
    trouble: the sentence why it cannot be used (files missing or altered), or None.
    """

    version: ModelVersion
    state: str
    auc: float | None
    low: float | None
    high: float | None
    photos: int
    local_decisions: int
    gate: GateResult | None
    trouble: str | None


@dataclass(frozen=True)
class Comparison:
    """Challenger beside champion: the gate's verdict and the figures of both cards, row by row."""

    champion: VersionRow
    challenger: VersionRow
    gate: GateResult | None
    sources: tuple[tuple[str, float | None, float | None], ...]  # source, AUC of the champion, AUC of the challenger


def list_versions(deps: Deps, user: User, question: str) -> list[VersionRow]:
    """All versions of a question, newest first.  Leads and admins."""
    raise NotImplementedError


def compare(deps: Deps, user: User, question: str, challenger: str, champion: str | None = None) -> Comparison:
    """Two versions side by side; without champion the one that scores now.  Raises VersionNotFound, NoChampion."""
    raise NotImplementedError


def card_markdown(deps: Deps, user: User, question: str, version: str) -> str:
    """The model card as Markdown.  Raises VersionNotFound."""
    raise NotImplementedError


def register_shipped(deps: Deps) -> None:
    """Puts shipped versions that the database does not know on record; the shipped champion becomes champion where there is none."""
    raise NotImplementedError
