"""What Insights is filtered by, and what it can be filtered by."""

from __future__ import annotations

from app.domain import Role, User
from app.errors import BadFilter
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.store.insights import choices as store_choices
from app.store.insights.choices import Choices
from app.store.insights.filters import InsightFilters

__all__ = ["Choices", "InsightFilters", "checked", "choices"]


def checked(user: User, filters: InsightFilters) -> InsightFilters:
    """The same filters.  Leads.  Raises UnknownQuestion, BadFilter for a span that ends before it begins."""
    require(user, Role.LEAD)
    question_named(filters.question)
    if filters.since and filters.until and filters.since >= filters.until:
        raise BadFilter("The time span ends before it begins.")
    return filters


def choices(deps: Deps, user: User, question: str) -> Choices:
    """Reviewers, versions, batches and sources to choose from.  Leads."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.read() as session:
        return store_choices.choices(session, question)
