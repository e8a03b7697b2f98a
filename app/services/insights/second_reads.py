"""What became of second reads: how often they said the same, and whom a lead believed where they did not."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.share import Share
from app.store.engine import Session
from app.store.insights import second_reads as counted
from app.store.insights.filters import InsightFilters


@dataclass(frozen=True)
class SecondReads:
    """Photographs.  same: of those whose first reader was sure, the second said the same.  after_unsure: of those answered UNSURE first,
    the second was sure.  open: of the others, a lead has not answered yet; for_first, for_second, for_neither: whom a lead agreed with.
    """

    photos: int
    same: Share
    after_unsure: Share
    open: int
    for_first: int
    for_second: int
    for_neither: int


def second_reads(session: Session, filters: InsightFilters) -> SecondReads:
    """The filters hold for the second answer."""
    rows = counted.second_reads(session, filters)

    def photos(kept: list[counted.SecondRead]) -> int:
        return sum(row.photos for row in kept)

    sure = [row for row in rows if row.first != "UNSURE"]
    unsure = [row for row in rows if row.first == "UNSURE"]
    apart = [row for row in sure if row.first != row.second]
    return SecondReads(
        photos=photos(rows), same=Share(photos(sure) - photos(apart), photos(sure)),
        after_unsure=Share(photos([row for row in unsure if row.second != "UNSURE"]), photos(unsure)),
        open=photos([row for row in apart if row.settled is None]),
        for_first=photos([row for row in apart if row.settled == row.first]),
        for_second=photos([row for row in apart if row.settled == row.second]),
        for_neither=photos([row for row in apart if row.settled not in (None, row.first, row.second)]))
