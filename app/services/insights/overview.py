"""Everything that Insights says for one setting of its filters, read in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import User
from app.questions import question_named
from app.services.deps import Deps
from app.services.insights.agreement import Agreement, agreement
from app.services.insights.audit import Audit, audit
from app.services.insights.bias import Bias, bias
from app.services.insights.filters import InsightFilters, checked
from app.services.insights.pace import Pace, pace
from app.services.insights.second_reads import SecondReads, second_reads
from app.services.insights.unsure import UnsureFates, unsure_fates
from app.store.insights.choices import reviewer_names


@dataclass(frozen=True)
class Insights:
    """One finding each; none of them is shown where it rests on too little, and then it says how much is missing."""

    filters: InsightFilters
    audit: Audit
    bias: Bias
    unsure: UnsureFates
    second: SecondReads
    agreement: Agreement
    pace: Pace


def read_insights(deps: Deps, user: User, filters: InsightFilters) -> Insights:
    """Leads.  Raises UnknownQuestion, BadFilter."""
    checked(user, filters)
    question = question_named(filters.question)
    with deps.database.read() as session:
        names = reviewer_names(session, filters.question)
        return Insights(
            filters, audit(session, filters, question), bias(session, filters, names), unsure_fates(session, filters),
            second_reads(session, filters), agreement(session, filters, names), pace(session, filters, names))
