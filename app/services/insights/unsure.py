"""What became of photographs that somebody answered UNSURE."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import QueueState, Stage
from app.services.share import Share
from app.store.engine import Session
from app.store.insights import unsure as counted
from app.store.insights.filters import InsightFilters


@dataclass(frozen=True)
class Fate:
    """words: what became of these photographs; open: still waiting for somebody."""

    words: str
    photos: int
    open: bool


@dataclass(frozen=True)
class UnsureFates:
    """photos: answered UNSURE by somebody; settled: of them, those with a label now; fates: most frequent first."""

    photos: int
    settled: Share
    fates: tuple[Fate, ...]


WAITS = {QueueState.SECOND: "wait for a second reader", QueueState.LEAD: "wait for a lead", QueueState.WAITING: "are back in the queue"}
SAID = {"ACCEPT": "accepted", "REJECT": "rejected", "UNSURE": "left unsure"}
BY = {Stage.SECOND.value: "by a second reader", Stage.ADJUDICATED.value: "by a lead", Stage.REVEALED.value: "once the score was shown",
      Stage.BULK.value: "in bulk", Stage.IMPORTED.value: "by an import"}


def unsure_fates(session: Session, filters: InsightFilters) -> UnsureFates:
    """Counted now, whatever the period of the first answer."""
    rows = counted.unsure_fates(session, filters)
    grouped: dict[tuple[str, bool], int] = {}
    for one in rows:
        waiting = WAITS.get(QueueState(one.state))
        words = waiting or _settled(one.verdict, one.stage)
        grouped[words, waiting is not None] = grouped.get((words, waiting is not None), 0) + one.photos
    fates = sorted((Fate(words, photos, open_still) for (words, open_still), photos in grouped.items()), key=lambda fate: -fate.photos)
    photos = sum(fate.photos for fate in fates)
    settled = sum(one.photos for one in rows if QueueState(one.state) not in WAITS and one.verdict in ("ACCEPT", "REJECT"))
    return UnsureFates(photos, Share(settled, photos), tuple(fates))


def _settled(verdict: str | None, stage: str | None) -> str:
    """What stands, and by whom; an answer at the desk stands by whoever gave it."""
    by = BY.get(stage or "", "" if verdict == "UNSURE" else "in a later answer")
    return f"{SAID.get(verdict or '', 'settled')} {by}".rstrip()
