"""What SQLite's planner knows of the tables: without it a filter may read a million photographs.  PostgreSQL counts by itself."""

from __future__ import annotations

from sqlalchemy import text

from app.store.engine import Database
from app.store.tables import metadata

LOOKED_AT = 1000                       # rows of an index; more say hardly more and keep writers waiting
OUTGROWN = "PRAGMA optimize(0x10003)"  # names an ANALYZE for each table that is new or has grown tenfold, and does nothing
# connections that are open read new statistics with the next change of the schema only
KNOWN_TO_ALL = ("CREATE TABLE statistics_changed (moment)", "DROP TABLE statistics_changed")


def refresh(database: Database) -> int:
    """Counts anew the tables that have outgrown what is known of them, each in a short write of its own; how many those were."""
    if not database.is_sqlite:
        return 0
    known = {f'ANALYZE "main"."{name}"' for name in metadata.tables}
    with database.begin() as session:  # even asking wants the right to write
        outgrown = [named for named in session.execute(text(OUTGROWN)).scalars() if named in known]
    for analyze in outgrown:
        with database.begin() as session:
            for step in (f"PRAGMA analysis_limit={LOOKED_AT}", analyze, *KNOWN_TO_ALL):
                session.exec_driver_sql(step)
    return len(outgrown)
