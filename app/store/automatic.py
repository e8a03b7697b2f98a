"""What the program may decide by itself: the account it does so under, and the photos that it may still take."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.domain import QueueState, Role
from app.store.engine import Session
from app.store.insert_new import insert_one_new
from app.store.tables import queue_entries, users

AUTOMATIC_ID = "automatic"
AUTOMATIC_NAME = "Automatic acceptance"
POLICY = "policy"  # in drawn_by


def ensure_account(session: Session, now: datetime) -> str:
    """The id of the account that automatic decisions are kept under: disabled, and with no password that anything could match."""
    insert_one_new(session, users, {
        "id": AUTOMATIC_ID, "name": AUTOMATIC_NAME, "name_key": AUTOMATIC_NAME.casefold(), "password_hash": "none",
        "role": Role.REVIEWER.value, "disabled": True, "must_change_password": True, "created_at": now})
    return AUTOMATIC_ID


def may_be_taken(session: Session, question: str, photo_id: str, audit_share: float) -> bool:
    """Whether nobody has the photo, nobody ever answered it, no lead keeps it back or assigned it, and it is not in the audit sample.

    Locks its place in the queue.  The audit sample is the photos whose random rank lies below the share (see queue_lanes).
    """
    entry = queue_entries.c
    query = select(entry.photo_id).where(
        entry.photo_id == photo_id, entry.question == question, entry.state == QueueState.WAITING.value, entry.lease_id.is_(None),
        ~entry.held, entry.assigned_to.is_(None), entry.decision_id.is_(None), entry.rank >= audit_share)
    return session.execute(query.with_for_update(skip_locked=True)).one_or_none() is not None
