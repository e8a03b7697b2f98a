"""The decision log as CSV: UTF-8, RFC 4180, text cells safe in a spreadsheet, numbers left as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from app.services.decision_log import agreement
from app.services.export_columns import COLUMNS
from app.services.spreadsheet import safe_cell
from app.store.decision_log import LogRow

ROWS_AT_ONCE = 500
FLAGS = ("false", "true")


def csv_pieces(rows: Iterator[LogRow]) -> Iterator[bytes]:
    """The head line, then the rows in pieces of some hundred."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    while part := list(islice(rows, ROWS_AT_ONCE)):
        writer.writerows(map(cells, part))
        yield _taken(buffer)
    yield _taken(buffer)


def cells(row: LogRow) -> tuple[str | int | float | None, ...]:
    """One line under COLUMNS, written out because it runs a million times; None becomes an empty cell.

    What people wrote is made safe; ids, hashes, codes and labels are the program's own.
    """
    agreed = agreement(row.label, row.suggestion)
    return (
        row.seq, row.name and safe_cell(row.name), row.sha256, row.question, row.label, row.verdict, ";".join(row.reasons),
        row.note and safe_cell(row.note), safe_cell(row.reviewer), utc_text(row.decided_at),
        None if row.seconds is None else round(row.seconds, 3), row.model_version,
        None if row.probability is None else round(row.probability, 6), row.suggestion, FLAGS[row.score_seen],
        None if agreed is None else FLAGS[agreed], row.claim, row.stage, FLAGS[row.superseded], row.supersedes,
        row.subject and safe_cell(row.subject), row.batch and safe_cell(row.batch), row.reference and safe_cell(row.reference),
        utc_text(row.shown_at) if row.shown_at else None, row.photo_id, row.decision_id, row.hash,
    )


def utc_text(moment: datetime) -> str:
    """ISO 8601 with microseconds and Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
