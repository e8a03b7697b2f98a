"""Triggers: what must not change cannot change, the chain has no gap, and counts are kept while rows are written."""

from __future__ import annotations

from alembic import op

from migrations.triggers import postgresql, sqlite

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("INSERT INTO chain_head (id, seq, hash) VALUES (1, 0, '" + "0" * 64 + "')")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in sqlite.STATEMENTS if on_sqlite else postgresql.STATEMENTS:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("decisions are never thrown away by a migration; restore a backup instead")
