"""Indexes for the list of photographs: by state, by batch and by source, newest first."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"


def _newest_first(column: str) -> None:
    named = text(f"{column} IS NOT NULL")
    op.create_index(f"ix_photos_{column}", "photos", [column, "uploaded_at", "id"], sqlite_where=named, postgresql_where=named)


def upgrade() -> None:
    op.create_index("ix_queue_state", "queue_entries", ["question", "state", "enqueued_at", "photo_id"])
    op.drop_index("ix_photos_batch", "photos")
    for column in ("batch", "source"):
        _newest_first(column)


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
