"""The filters of the decision log as they stand in an address, so that the page, its export and a program mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from app.domain import Stage, Verdict
from app.errors import BadFilter
from app.services.decision_log import Filters

Choice = TypeVar("Choice", bound=StrEnum)
ANY = "any"  # what a choice says when it filters nothing
TEXTS = ("question", "label", "reviewer", "reason", "text", "model_version", "batch")


def filters_from(values: Mapping[str, str | None]) -> Filters:
    """Filters of name and value pairs; empty values and ANY filter nothing, unknown names are refused.

    since and until are days in UTC (YYYY-MM-DD), both included.  Raises BadFilter.
    """
    given = given_only(values)
    unknown = set(given) - {*TEXTS, "verdict", "stage", "since", "until", "superseded"}
    if unknown:
        raise BadFilter(f"There is no filter {', '.join(sorted(unknown))}.")
    until = day_in(given, "until")
    return Filters(
        **{name: given.get(name) for name in TEXTS},
        verdict=_one_of(Verdict, given, "verdict"), stage=_one_of(Stage, given, "stage"),
        since=day_in(given, "since"), until=until + timedelta(days=1) if until else None,
        superseded=given.get("superseded") != "no",
    )


def export_address(values: Mapping[str, str | None], format: str = "csv") -> str:
    """Where exactly these rows can be fetched."""
    given = given_only(values)
    return f"/api/export.{format}" + (f"?{urlencode(given)}" if given else "")


def given_only(values: Mapping[str, str | None]) -> dict[str, str]:
    """The pairs that filter something."""
    return {name: value.strip() for name, value in values.items() if value and value.strip() not in ("", ANY)}


def _one_of(kind: type[Choice], given: Mapping[str, str], name: str) -> Choice | None:
    value = given.get(name)
    if value is None:
        return None
    if value not in [choice.value for choice in kind]:
        raise BadFilter(f"{name} must be one of {', '.join(choice.value for choice in kind)}, not {value!r}.")
    return kind(value)


def day_in(given: Mapping[str, str], name: str) -> datetime | None:
    """The midnight (UTC) at which a day of the filters begins, or None.  Raises BadFilter."""
    value = given.get(name)
    if value is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(value), time(), UTC)
    except ValueError:
        raise BadFilter(f"{name} must be a day such as 2026-11-21, not {value!r}.") from None
