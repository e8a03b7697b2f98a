"""Pairs: the photo of the same scene, for each photo that was looked at."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Float, ForeignKey, String, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "pairs", Column("photo_id", String(32), ForeignKey("photos.id"), primary_key=True),
        Column("partner_id", String(32), ForeignKey("photos.id")), Column("similarity", Float(53), nullable=False),
        Column("inliers", BigInteger, nullable=False), Column("rotation", BigInteger, nullable=False),
        Column("strength", Float(53), nullable=False), Column("sketch", BigInteger, nullable=False),
        Column("found_at", String(27), nullable=False),
    )
    named = text("partner_id IS NOT NULL")
    op.create_index("ix_pairs_partner", "pairs", ["partner_id"], sqlite_where=named, postgresql_where=named)


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
