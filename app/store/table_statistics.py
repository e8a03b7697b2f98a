"""What SQLite's planner knows of the tables: without it a filter may read a million photographs.  PostgreSQL counts by itself."""

from __future__ import annotations

from sqlalchemy import text

from app.store.engine import Database, Session
from app.store.tables import metadata

LOOKED_AT = 1000                       # entries of an index; more say hardly more
OUTGROWN = "PRAGMA optimize(0x10003)"  # names an ANALYZE for each table that is new or has grown tenfold, and does nothing
INDEXES = "SELECT name FROM pragma_index_list(:table)"
# connections that are open read new statistics with the next change of the schema only
KNOWN_TO_ALL = ("CREATE TABLE statistics_changed (moment)", "DROP TABLE statistics_changed")


def refresh(database: Database) -> int:
    """Counts anew the tables that have outgrown what is known of them; how many those were.

    One index at a time, each in a short write of its own: a million entries that lie on disk take a second, and others want to write.
    """
    if not database.is_sqlite:
        return 0
    with database.begin() as session:  # even asking wants the right to write
        outgrown = _outgrown(session)
    for name in [index for indexes in outgrown for index in indexes]:
        with database.begin() as session:
            session.exec_driver_sql(f"PRAGMA analysis_limit={LOOKED_AT}")
            session.exec_driver_sql(f'ANALYZE "main"."{name}"')
    if outgrown:
        with database.begin() as session:
            for step in KNOWN_TO_ALL:
                session.exec_driver_sql(step)
    return len(outgrown)


def _outgrown(session: Session) -> list[list[str]]:
    """The indexes of each table that has outgrown."""
    named = set(session.execute(text(OUTGROWN)).scalars())
    tables = [name for name in metadata.tables if f'ANALYZE "main"."{name}"' in named]
    return [list(session.execute(text(INDEXES), {"table": name}).scalars()) for name in tables]
