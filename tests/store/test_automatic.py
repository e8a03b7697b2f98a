"""The program's own account, and the photos that it may take."""

from __future__ import annotations

from sqlalchemy import update

from app.domain import QueueState
from app.store import automatic, queue, users
from app.store.engine import Database
from app.store.tables import queue_entries
from tests.store.insights.story import CLAIM, Story
from tests.store.makers import NOON, make_photos, make_user


def test_the_account_is_made_once_and_nobody_can_use_it(database: Database) -> None:
    with database.begin() as session:
        made = automatic.ensure_account(session, NOON)
        assert automatic.ensure_account(session, NOON) == made == automatic.AUTOMATIC_ID
        assert users.get(session, made).disabled and [user.id for user in users.list_all(session)] == [made]


def test_only_an_untouched_photo_outside_the_audit_sample_may_be_taken(database: Database) -> None:
    with database.begin() as session:
        free, held, assigned, leased, decided = make_photos(session, 5)
        session.execute(update(queue_entries).values(rank=0.5))
        reader = make_user(session, "Ben").id

        def change(photo: str, **values: object) -> None:
            session.execute(update(queue_entries).where(queue_entries.c.photo_id == photo).values(**values))

        change(held, held=True)
        change(assigned, assigned_to=reader)
        change(leased, lease_id="lease", leased_by=reader, lease_until=NOON, leased_at=NOON)
        queue.settle(session, "recapture", decided, QueueState.SECOND, Story(session).says("Ada", decided, CLAIM), reader)
        may = [automatic.may_be_taken(session, "recapture", photo, 0.4) for photo in (free, held, assigned, leased, decided)]
        assert may == [True, False, False, False, False]
        assert not automatic.may_be_taken(session, "recapture", free, 0.6), "it belongs to the audit sample"
        assert not automatic.may_be_taken(session, "film", free, 0.4)
