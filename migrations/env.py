"""Runs the migrations in the transaction that app/store/migrate.py hands over."""

from __future__ import annotations

from alembic import context

from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # Alembic assumes that SQLite cannot; with an explicit BEGIN it can
)
context.run_migrations()
