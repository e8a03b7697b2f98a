"""The feature vectors of files as a table, .csv or .parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from app.errors import BadManifest, LoupeError
from app.features.schema import Schema
from app.photos.decode import Decoder
from app.services.collect import Listed
from app.services.feature_row import measure, schema_of_question

ROWS_AT_ONCE = 1000
Row = tuple[str, "np.ndarray | None", str]  # path as written, features, error


def write_features(decoder: Decoder, question: str, photos: Sequence[Listed], out: Path, jobs: int,
                   watch: Callable[[Iterable[Row]], Iterable[Row]] = iter) -> None:
    """Columns path, error, then a feature each; an unreadable photograph is a row with `error`.  Raises BadManifest for another ending.

    watch : wraps the rows as they are measured, for a progress bar.
    """
    schema = schema_of_question(question)
    writers = {".csv": _write_csv, ".parquet": _write_parquet}
    if out.suffix.lower() not in writers:
        raise BadManifest(f"{out.name} must end in .csv or .parquet.")
    writers[out.suffix.lower()](out, schema, watch(_rows(decoder, schema, photos, jobs)))


def _rows(decoder: Decoder, schema: Schema, photos: Sequence[Listed], jobs: int) -> Iterator[Row]:
    def one(listed: Listed) -> Row:
        try:
            return listed.name, measure(decoder.decode(listed.path).image, schema), ""
        except LoupeError as error:
            return listed.name, None, str(error)
        except OSError as error:
            return listed.name, None, f"The file cannot be read: {error.strerror}."

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(one, photos)


def _write_csv(out: Path, schema: Schema, rows: Iterable[Row]) -> None:
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["path", "error", *schema.names])
        for name, features, error in rows:
            writer.writerow([name, error, *(() if features is None else (f"{value:.9g}" for value in features))])


def _write_parquet(out: Path, schema: Schema, rows: Iterable[Row]) -> None:
    form = pa.schema([("path", pa.string()), ("error", pa.string()), *((name, pa.float32()) for name in schema.names)])
    blank = np.full(len(schema.names), np.nan, dtype=np.float32)
    with pq.ParquetWriter(out, form) as writer:
        for part in _parts(rows):
            numbers = np.array([blank if features is None else features for _, features, _ in part]).reshape(-1, len(blank))
            texts = [pa.array([name for name, _, _ in part]), pa.array([error for _, _, error in part])]
            writer.write_table(pa.Table.from_arrays([*texts, *(pa.array(column, from_pandas=True) for column in numbers.T)], schema=form))


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == ROWS_AT_ONCE:
            yield part
            part = []
    if part:
        yield part
