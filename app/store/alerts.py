"""Alerts: what people should look at.  One stands per key until it is cleared; cleared ones are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select, update

from app.errors import AlertNotFound
from app.store.engine import Session
from app.store.ids import new_id
from app.store.insert_new import insert_one_new
from app.store.tables import alerts


@dataclass(frozen=True)
class Alert:
    """kind: a short code.  text: a sentence that names nobody.  details: figures, and ids to look up.  key: one stands per key."""

    id: str
    kind: str
    question: str | None
    text: str
    details: dict
    key: str
    raised_at: datetime
    cleared_at: datetime | None


def raise_alert(session: Session, kind: str, question: str | None, text: str, details: dict, key: str, now: datetime) -> Alert | None:
    """The new alert, or None where one with that key stands already; that one then says the newer words."""
    alert_id = new_id()
    row = {"id": alert_id, "kind": kind, "question": question, "text": text, "details": details, "dedupe_key": key, "raised_at": now}
    if insert_one_new(session, alerts, row):
        return get(session, alert_id)
    session.execute(update(alerts).where(alerts.c.dedupe_key == key, alerts.c.cleared_at.is_(None)).values(text=text, details=details))
    return None


def clear(session: Session, key: str, now: datetime) -> bool:
    """Whether one stood."""
    standing_one = update(alerts).where(alerts.c.dedupe_key == key, alerts.c.cleared_at.is_(None))
    return session.execute(standing_one.values(cleared_at=now)).rowcount > 0


def get(session: Session, alert_id: str) -> Alert:
    """Raises AlertNotFound."""
    row = session.execute(select(alerts).where(alerts.c.id == alert_id)).one_or_none()
    if row is None:
        raise AlertNotFound
    return _alert(row)


def standing(session: Session, question: str) -> list[Alert]:
    """Newest first."""
    query = select(alerts).where(alerts.c.question == question, alerts.c.cleared_at.is_(None))
    return [_alert(row) for row in session.execute(query.order_by(alerts.c.raised_at.desc(), alerts.c.id))]


def _alert(row: Row) -> Alert:
    return Alert(row.id, row.kind, row.question, row.text, row.details, row.dedupe_key, row.raised_at, row.cleared_at)
