"""The model versions of a question: list them, compare two, read a card."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import ModelVersion, Role, User
from app.errors import NetworkMissing, NoChampion, VersionAltered, VersionNotFound
from app.learning.card_markdown import card_markdown as as_markdown
from app.services.access import require
from app.services.deps import Deps
from app.services.gate import GateResult
from app.services.networks import families_on, provide_families
from app.services.scorer import check_version
from app.services.version_sets import champion_or_none
from app.store import champions, versions


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
    """Challenger beside champion: the gate's verdict, and the AUC of both cards on each source.

    gate : None unless the challenger was measured against this champion.
    """

    champion: VersionRow
    challenger: VersionRow
    gate: GateResult | None
    sources: tuple[tuple[str, float | None, float | None], ...]  # source, AUC of the champion, AUC of the challenger


def list_versions(deps: Deps, user: User, question: str) -> list[VersionRow]:
    """All versions of a question, newest first.  Leads and admins."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        known = versions.list_for(session, question)
        champion = champion_or_none(session, question)
        former = {promotion.version for promotion in champions.history(session, question)}
    challenger = next((one.name for one in known if one.parent == champion and one.name not in former), None) if champion else None
    return [_row(deps, one, _state(one.name, champion, challenger, former)) for one in known]


def compare(deps: Deps, user: User, question: str, challenger: str, champion: str | None = None) -> Comparison:
    """Two versions side by side; without champion the one that scores now.  Leads and admins.  Raises VersionNotFound, NoChampion."""
    rows = {row.version.name: row for row in list_versions(deps, user, question)}
    champion = champion or next((name for name, row in rows.items() if row.state == "champion"), None)
    if champion is None:
        raise NoChampion()
    for name in (challenger, champion):
        if name not in rows:
            raise VersionNotFound(f"There is no version {name!r} for {question}.")
    first, second = rows[champion], rows[challenger]
    gate = second.gate if second.version.card.get("gate", {}).get("champion") == champion else None
    before, after = _by_source(first.version.card), _by_source(second.version.card)
    return Comparison(first, second, gate, tuple((source, before.get(source), after.get(source)) for source in sorted({*before, *after})))


def card_markdown(deps: Deps, user: User, question: str, version: str) -> str:
    """The model card as Markdown.  Leads and admins.  Raises VersionNotFound."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        return as_markdown(versions.get(session, question, version).card)


def _state(name: str, champion: str | None, challenger: str | None, former: set[str]) -> str:
    if name == champion:
        return "champion"
    if name == challenger:
        return "challenger"
    return "former champion" if name in former else "other"


def _row(deps: Deps, version: ModelVersion, state: str) -> VersionRow:
    card, trouble = version.card, None
    try:
        check_version(deps.settings, version, glance=True)
        provide_families(deps.settings.home, families_on(version.card))
    except (VersionAltered, NetworkMissing) as error:
        trouble = str(error)
    measured = card.get("leave_one_source_out")
    auc = measured["mean_over_sources"]["auc"] if measured else {"value": None, "low": None, "high": None}
    gate = GateResult.from_dict(card["gate"]) if card.get("gate") else None
    return VersionRow(version, state, auc["value"], auc["low"], auc["high"], card["labelled_set"]["photographs"],
                      card.get("local", {}).get("decisions", 0), gate, trouble)


def _by_source(card: dict) -> dict[str, float | None]:
    measured = card.get("leave_one_source_out")
    return {source: figures["auc"]["value"] for source, figures in measured["sources"].items()} if measured else {}
