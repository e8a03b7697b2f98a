"""A session ends when it should; attempts are counted; a one-time link works once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.errors import LinkExpired
from app.store import login_attempts, one_time_links, sessions, users
from app.store.engine import Database
from tests.store.makers import MINUTE, NOON, make_user

HOUR = timedelta(hours=1)


def test_a_session_lives_until_idle_expired_closed_or_locked_out(database: Database) -> None:
    with database.begin() as session:
        ada = make_user(session)
        sessions.open_session(session, "token", ada.id, NOON, NOON + 12 * HOUR)
        found = sessions.signed_in(session, "token", NOON + 30 * MINUTE, HOUR)
        assert found is not None and found.user == ada and found.used_at == NOON
        assert sessions.signed_in(session, "token", NOON + HOUR, HOUR) is None
        assert sessions.signed_in(session, "other", NOON, HOUR) is None
        sessions.touch(session, "token", NOON + 50 * MINUTE)
        assert sessions.signed_in(session, "token", NOON + HOUR, HOUR) is not None
        assert sessions.signed_in(session, "token", NOON + 12 * HOUR, 24 * HOUR) is None
        users.set_disabled(session, ada.id, True)
        assert sessions.signed_in(session, "token", NOON + HOUR, HOUR) is None
        users.set_disabled(session, ada.id, False)
        sessions.open_session(session, "second", ada.id, NOON, NOON + 12 * HOUR)
        sessions.close(session, "token")
        assert sessions.signed_in(session, "token", NOON, HOUR) is None and sessions.signed_in(session, "second", NOON, HOUR) is not None
        assert sessions.close_all(session, ada.id) == 1 and sessions.signed_in(session, "second", NOON, HOUR) is None


def test_no_token_is_stored(database: Database) -> None:
    with database.begin() as session:
        sessions.open_session(session, "secret-token", make_user(session).id, NOON, NOON + HOUR)
        one_time_links.add(session, "secret-link", "first_admin", None, NOON, NOON + HOUR)
        rows = [str(row) for table in ("sessions", "one_time_links") for row in session.execute(text(f"SELECT * FROM {table}"))]
        assert len(rows) == 2 and not any("secret" in row for row in rows)
        assert sessions.clear_expired(session, NOON + HOUR) == 1


def test_failures_count_since_the_last_success(database: Database) -> None:
    with database.begin() as session:
        for minute, succeeded in ((0, False), (1, True), (2, False), (3, False)):
            login_attempts.add(session, "Ada", "10.0.0.1", succeeded, NOON + minute * MINUTE)
        login_attempts.add(session, "Ben", "10.0.0.1", False, NOON + 4 * MINUTE)
        assert login_attempts.failures_of_name(session, "ADA", NOON - HOUR) == 2
        assert login_attempts.failures_of_name(session, "Ada", NOON + 2 * MINUTE) == 1
        assert login_attempts.failures_of_address(session, "10.0.0.1", NOON - HOUR) == 4
        together = login_attempts.failures_together(session, "ada", "10.0.0.1", NOON - HOUR)
        assert (together.count, together.last) == (2, NOON + 3 * MINUTE)
        assert login_attempts.failures_together(session, "ada", "10.0.0.2", NOON - HOUR) == login_attempts.Failures(0, None)
        attempt = login_attempts.add(session, "Ada", "10.0.0.1", False, NOON + 5 * MINUTE)
        login_attempts.mark_succeeded(session, attempt)
        assert login_attempts.failures_of_name(session, "Ada", NOON - HOUR) == 0
        assert login_attempts.clear_before(session, NOON + 3 * MINUTE) == 3


def test_a_link_works_once_in_time_and_for_its_purpose(database: Database) -> None:
    with database.begin() as session:
        ada = make_user(session)
        one_time_links.add(session, "a", "password", ada.id, NOON, NOON + HOUR)
        for token, purpose, now in (("a", "first_admin", NOON), ("a", "password", NOON + HOUR), ("b", "password", NOON)):
            with pytest.raises(LinkExpired):
                one_time_links.use(session, token, purpose, now)
        assert one_time_links.use(session, "a", "password", NOON) == ada.id
        with pytest.raises(LinkExpired):
            one_time_links.use(session, "a", "password", NOON)
        one_time_links.add(session, "old", "first_admin", None, NOON, NOON + HOUR)
        one_time_links.add(session, "new", "first_admin", None, NOON, NOON + HOUR)
        with pytest.raises(LinkExpired):
            one_time_links.use(session, "old", "first_admin", NOON)
        assert one_time_links.use(session, "new", "first_admin", NOON) is None
