"""Export the decision log: exactly what the filters let through, streamed, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import User
from app.services.decision_log import Filters
from app.services.deps import Deps

FORMATS = ("csv", "jsonl", "parquet")
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}


def export_decisions(deps: Deps, user: User, filters: Filters, format: str = "csv") -> Iterator[bytes]:
    """The log in the order of decisions, in pieces.  Reviewers get their own decisions, leads all.  Raises BadFilter before the first piece."""
    raise NotImplementedError
