"""The decision log as JSON Lines: one object a decision, values as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator

from app.services.export_columns import COLUMNS, plain
from app.store.decision_log import LogRow

ROWS_AT_ONCE = 500


def jsonl_pieces(rows: Iterator[LogRow]) -> Iterator[bytes]:
    """A line per row, in pieces of some hundred; nothing runs in a JSON reader, so no cell is changed."""
    lines: list[str] = []
    for row in rows:
        lines.append(json.dumps({column.name: plain(column.kind, column.value(row)) for column in COLUMNS}, ensure_ascii=False))
        if len(lines) == ROWS_AT_ONCE:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    if lines:
        yield ("\n".join(lines) + "\n").encode()
