"""Everything that Insights says for one setting of its filters, read in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

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
from app.store.insights.newest import begin_of_newest


@dataclass(frozen=True)
class Insights:
    """One finding each; none of them is shown where it rests on too little, and then it says how much is missing.

    since: where there are too many decisions to read each, the findings rest on those since then; None where they rest on all.
    The answers counted by day are always all.
    """

    filters: InsightFilters
    since: datetime | None
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
        names, since = reviewer_names(session, filters.question), begin_of_newest(session, filters)
        read = filters if since is None else replace(filters, since=since)
        return Insights(
            filters, since, audit(session, read, question), bias(session, read, names), unsure_fates(session, read),
            second_reads(session, read), agreement(session, read, names), pace(session, filters, names))
