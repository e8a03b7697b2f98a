"""The filters of the Photos page as they stand in an address, so that a link opens the page as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.domain import QueueState
from app.errors import BadFilter
from app.services.photo_list import Filters
from app.web.log_filters import day_in, given_only


def photo_filters(question: str, values: Mapping[str, str | None]) -> Filters:
    """Filters of name and value pairs; empty values and "any" filter nothing.

    state: a state's name; suggestion: a label or "cannot_tell"; confidence: percent; since, until: days in UTC, both included.
    Raises BadFilter.
    """
    given = given_only(values)
    until = day_in(given, "until")
    return Filters(
        question, _state(given.get("state")), given.get("suggestion"), _percent(given.get("confidence")), day_in(given, "since"),
        until + timedelta(days=1) if until else None, given.get("source"), given.get("batch"), given.get("text"))


def _state(value: str | None) -> QueueState | None:
    if value is None:
        return None
    if value not in [state.value for state in QueueState]:
        raise BadFilter(f"There is no state {value!r}.")
    return QueueState(value)


def _percent(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        return float(value) / 100
    except ValueError:
        raise BadFilter(f"The confidence must be a number of percent, not {value!r}.") from None
