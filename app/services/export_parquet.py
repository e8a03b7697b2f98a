"""The decision log as Parquet: typed columns, times in UTC."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from app.services.export_columns import COLUMNS
from app.services.outlet import Outlet
from app.store.decision_log import LogRow

ROWS_AT_ONCE = 10_000
TYPES = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_(), "time": pa.timestamp("us", tz="UTC"),
         "list": pa.list_(pa.string())}
SCHEMA = pa.schema([(column.name, TYPES[column.kind]) for column in COLUMNS])


def parquet_pieces(rows: Iterator[LogRow]) -> Iterator[bytes]:
    """The file in pieces, a row group of ten thousand decisions each; a whole file also when there are no rows."""
    outlet = Outlet()
    part: list[LogRow] = []
    with pq.ParquetWriter(outlet, SCHEMA) as writer:
        for row in rows:
            part.append(row)
            if len(part) == ROWS_AT_ONCE:
                writer.write_table(_table(part))
                part.clear()
                yield outlet.taken()
        if part:
            writer.write_table(_table(part))
    yield outlet.taken()


def _table(part: list[LogRow]) -> pa.Table:
    return pa.Table.from_arrays([pa.array([column.value(row) for row in part], TYPES[column.kind]) for column in COLUMNS], schema=SCHEMA)
