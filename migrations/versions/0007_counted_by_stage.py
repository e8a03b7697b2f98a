"""Stages are counted: by day in the totals of the log, and by an index that holds what Insights counts by.

The index of reviewers holds the question too, so that a reviewer's decisions with one reason are counted without reading each.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, String

from migrations.triggers.counted_by_stage import FILL, POSTGRESQL, SQLITE

revision = "0007"
down_revision = "0006"


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
    for name, columns in (("stage", ["stage", "decided_at", "seq", "question", "reviewer_id"]),
                          ("reviewer", ["reviewer_id", "decided_at", "seq", "question"])):
        op.drop_index(f"ix_decisions_{name}", "decisions")
        op.create_index(f"ix_decisions_{name}", "decisions", columns)


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
