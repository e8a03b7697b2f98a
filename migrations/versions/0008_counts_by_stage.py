"""The daily totals of the log tell stages apart, so that Insights need not read a million decisions to count answers a day.

The index of reviewers holds the question too, so that a reviewer's decisions with one reason are counted without reading each.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, String

from migrations.triggers.counted_by_stage import FILL, POSTGRESQL, SQLITE

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.drop_table("decision_counts")
    op.create_table(
        "decision_counts", Column("question", String(32), primary_key=True), Column("day", String(10), primary_key=True),
        Column("reviewer_id", String(32), ForeignKey("users.id"), primary_key=True), Column("stage", String(16), primary_key=True),
        Column("verdict", String(8), primary_key=True), Column("label", String(64), primary_key=True),
        Column("model_version", String(64), primary_key=True), Column("count", BigInteger, nullable=False),
        Column("replaced", BigInteger, nullable=False),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)
    op.execute(FILL)
    op.drop_index("ix_decisions_reviewer", "decisions")
    op.create_index("ix_decisions_reviewer", "decisions", ["reviewer_id", "decided_at", "seq", "question"])


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
