"""The decision log as CSV: UTF-8, RFC 4180, text cells safe in a spreadsheet, numbers left as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from app.services.export_columns import COLUMNS
from app.services.spreadsheet import safe_cell
from app.store.decision_log import LogRow
from app.store.times import to_text

ROWS_AT_ONCE = 500


def csv_pieces(rows: Iterator[LogRow]) -> Iterator[bytes]:
    """The head line, then the rows in pieces of some hundred."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(column.kind, column.value(row)) for column in COLUMNS])
        if number % ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _cell(kind: str, value: Any) -> str | int | float:
    if value is None:
        return ""
    if kind == "text":
        return safe_cell(value)
    if kind == "list":
        return safe_cell(";".join(value))
    if kind == "flag":
        return "true" if value else "false"
    return to_text(value) if kind == "time" else value


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
