"""NumPy values arrive as numbers, and what cannot be stored is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text

from app.store.column_types import Flag, Real, Whole, json_text
from app.store.engine import Database
from app.store.ids import new_id
from app.store.tables import jobs
from app.store.times import WIDTH, UtcTime, from_text, to_text

MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-8))]),
                       min_value=datetime(1000, 1, 2), max_value=datetime(9999, 12, 30))


@given(MOMENTS, MOMENTS)
def test_times_keep_their_moment_and_sort_as_text(one: datetime, other: datetime) -> None:
    assert from_text(to_text(one)) == one and len(to_text(one)) == WIDTH
    assert (to_text(one) < to_text(other)) == (one < other)


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(datetime(2026, 11, 21), None)  # type: ignore[arg-type]


def test_numpy_values_come_back_as_numbers(database: Database) -> None:
    job_id, now = new_id(), datetime(2026, 11, 21, tzinfo=UTC)
    with database.begin() as session:
        session.execute(insert(jobs).values(
            id=job_id, kind="x", payload={"a": np.int64(3), "b": np.arange(2), "c": np.float32(0.5)}, state="waiting",
            progress=np.float32(0.25), message="", attempt=np.int64(7), cancel_asked=np.bool_(True),
            result={}, created_at=now, run_after=now))
        row = session.execute(select(jobs)).one()
        raw = session.execute(text("SELECT progress, attempt FROM jobs")).one()
    assert (row.payload, row.progress, row.attempt, row.cancel_asked) == ({"a": 3, "b": [0, 1], "c": 0.5}, 0.25, 7, True)
    assert (type(raw.progress), type(raw.attempt)) == (float, int)


@pytest.mark.parametrize(("kind", "value", "error"), [
    (Whole(), 1.5, TypeError), (Whole(), "7", TypeError), (Real(), float("nan"), ValueError), (Real(), "high", ValueError)])
def test_what_is_no_number_is_refused(kind: Whole | Real | Flag, value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        kind.process_bind_param(value, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [{"a": float("nan")}, {"a": object()}])
def test_what_json_cannot_say_is_refused(value: dict) -> None:
    with pytest.raises((TypeError, ValueError)):
        json_text(value)
