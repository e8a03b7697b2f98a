"""Words in the log: parts of names, references, subjects and notes; an index of all runs of three letters."""

from __future__ import annotations

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, column, func, literal_column, select, table, text

from app.store.column_types import storable
from app.store.engine import Session
from app.store.tables import decisions

SHORTEST = 3  # letters; what is shorter is in no index
MANY = 5000  # with more matches than this, looking at the newest decisions one by one is faster

_ROWS = """INSERT INTO log_search ({}, words) SELECT d.seq, concat_ws({}, p.name, p.reference, p.subject, n.text)
    FROM decisions d JOIN photos p ON p.id = d.photo_id LEFT JOIN decision_notes n ON n.decision_id = d.id"""
_SQLITE, _POSTGRESQL = _ROWS.format("rowid", "char(10)"), _ROWS.format("seq", "chr(10)")


def add(session: Session, seq: int) -> None:
    """Makes a new decision, its note stored, findable."""
    session.execute(text(f"{_insert(session)} WHERE d.seq = :seq"), {"seq": seq})


def refresh(session: Session, photo_id: str) -> None:
    """The photo's names or notes changed or were erased: its decisions are found by what there is now."""
    mine = {"photo_id": photo_id}
    key = "rowid" if _on_sqlite(session) else "seq"
    session.execute(text(f"DELETE FROM log_search WHERE {key} IN (SELECT seq FROM decisions WHERE photo_id = :photo_id)"), mine)
    session.execute(text(f"{_insert(session)} WHERE d.photo_id = :photo_id"), mine)


def rebuild(session: Session) -> None:
    """All decisions anew, after rows were copied in."""
    session.execute(text("DELETE FROM log_search"))
    session.execute(text(_insert(session)))


def is_selective(session: Session, part: str) -> bool:
    """Whether the index finds few enough decisions that they are better read one by one than looked for in the log."""
    if len(part) < SHORTEST:
        return False
    matches = _matches(session, part).limit(MANY + 1).subquery()
    return session.execute(select(func.count()).select_from(matches)).scalar_one() <= MANY


def found_in(session: Session, part: str) -> ColumnElement[bool]:
    """The condition that a decision is among the matches.  part: at least SHORTEST letters."""
    return decisions.c.seq.in_(_matches(session, part))


def _matches(session: Session, part: str) -> Select:
    part = storable(part)
    if _on_sqlite(session):
        # a phrase in quotes, its own doubled: none of its signs mean anything to the index
        phrase: BindParameter[str] = bindparam("phrase", '"' + part.replace('"', '""') + '"', unique=True)
        return select(column("rowid")).select_from(table("log_search")).where(literal_column("log_search").op("MATCH")(phrase))
    return select(column("seq")).select_from(table("log_search")).where(column("words").icontains(part, autoescape=True))


def _insert(session: Session) -> str:
    return _SQLITE if _on_sqlite(session) else _POSTGRESQL


def _on_sqlite(session: Session) -> bool:
    return session.dialect.name == "sqlite"
