"""Aliases of decisions, each made once: making their columns takes longer than much of what is then asked."""

from __future__ import annotations

from functools import cache

from sqlalchemy import FromClause

from app.store.tables import decisions


@cache
def named(name: str) -> FromClause:
    """Decisions under that name; the same object at every call, so a name stands once in each SELECT."""
    return decisions.alias(name)
