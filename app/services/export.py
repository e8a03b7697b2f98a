"""Export the decision log: exactly what the filters let through, streamed, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from app.domain import Role, User
from app.errors import BadFilter
from app.services.access import require
from app.services.decision_log import Filters, store_filters
from app.services.deps import Deps
from app.services.export_csv import csv_pieces
from app.services.export_jsonl import jsonl_pieces
from app.services.export_parquet import parquet_pieces
from app.services.export_xlsx import xlsx_pieces
from app.store import decision_log
from app.store.decision_log import LogFilters, LogRow
from app.store.engine import Session

Row = TypeVar("Row")

RECORD_WRITERS: dict[str, Callable[[Iterator[LogRow]], Iterator[bytes]]] = {
    "xlsx": xlsx_pieces, "parquet": parquet_pieces, "jsonl": jsonl_pieces,
}
FORMATS = ("csv", *RECORD_WRITERS)
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet", "jsonl": "application/x-ndjson",
}


def export_decisions(deps: Deps, user: User, filters: Filters, format: str = "csv") -> Iterator[bytes]:
    """The log in pieces, newest first as on the page, from one consistent view of the database.

    Reviewers get their own decisions, leads all.  Raises BadFilter before the first piece.
    """
    require(user, Role.REVIEWER)
    if format not in FORMATS:
        raise BadFilter(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    with deps.database.read() as session:
        store_filters(session, user, filters)
    if format == "csv":
        return csv_pieces(_rows(deps, user, filters, decision_log.stream_stored))
    return RECORD_WRITERS[format](_rows(deps, user, filters, decision_log.stream_rows))


def _rows(deps: Deps, user: User, filters: Filters, stream: Callable[[Session, LogFilters], Iterator[Row]]) -> Iterator[Row]:
    with deps.database.read() as session:
        wanted = store_filters(session, user, filters)
        if wanted is not None:
            yield from stream(session, wanted)
