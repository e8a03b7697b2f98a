"""The index of stages holds question and reviewer too, so that Insights counts answers without reading each decision."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.drop_index("ix_decisions_stage", "decisions")
    op.create_index("ix_decisions_stage", "decisions", ["stage", "decided_at", "seq", "question", "reviewer_id"])


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
