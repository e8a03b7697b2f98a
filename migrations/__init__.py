"""Alembic's migrations; app/store/migrate.py runs them."""
