"""Alerts for leads, and what of them leaves the desk."""

from __future__ import annotations

from app.domain import Role, User
from app.services.access import require
from app.services.deps import Deps
from app.store import alerts
from app.store.alerts import Alert

__all__ = ["Alert", "standing_alerts", "told_outside"]

FIGURES = (int, float, bool)


def standing_alerts(deps: Deps, user: User, question: str) -> list[Alert]:
    """Newest first.  Leads."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        return alerts.standing(session, question)


def told_outside(alert: Alert) -> dict:
    """What a webhook is sent: never a name, a picture or the id of a person or photograph."""
    figures = {name: value for name, value in alert.details.items() if isinstance(value, FIGURES)}
    return {"alert": alert.id, "kind": alert.kind, "question": alert.question, "version": alert.details.get("version"),
            "text": alert.text, "figures": figures, "raised_at": alert.raised_at.isoformat()}
