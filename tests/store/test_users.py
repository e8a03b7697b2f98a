"""Names are one per person, and there is always an admin."""

from __future__ import annotations

import pytest

from app.domain import Role
from app.errors import LastAdmin, UserExists, UserNotFound
from app.store import users
from app.store.engine import Database
from app.store.ids import new_id
from tests.store.makers import NOON, make_user


def test_a_user_comes_back_under_any_spelling(database: Database) -> None:
    with database.begin() as session:
        ada = users.add(session, "Ada Lövelace", Role.LEAD, "hash", NOON, must_change_password=True)
        assert users.get(session, ada.id) == ada == users.by_name(session, " ada LÖVELACE ")
        assert users.password_hash_of(session, ada.id) == "hash"
        with pytest.raises(UserExists):
            users.add(session, "ADA lövelace", Role.REVIEWER, "hash", NOON)
        assert users.list_all(session) == [ada] and users.by_name(session, "Ben") is None


def test_role_password_and_lock(database: Database) -> None:
    with database.begin() as session:
        ben = make_user(session, "Ben")
        assert users.set_role(session, ben.id, Role.LEAD).role is Role.LEAD
        assert users.set_disabled(session, ben.id, True).disabled and not users.set_disabled(session, ben.id, False).disabled
        users.set_password(session, ben.id, "other", must_change_password=True)
        assert users.password_hash_of(session, ben.id) == "other" and users.get(session, ben.id).must_change_password


def test_the_last_admin_stays(database: Database) -> None:
    with database.begin() as session:
        first = make_user(session, "Ada", Role.ADMIN)
        for attempt in (lambda: users.set_role(session, first.id, Role.LEAD), lambda: users.set_disabled(session, first.id, True)):
            with pytest.raises(LastAdmin):
                attempt()
        second = make_user(session, "Ben", Role.ADMIN)
        users.set_disabled(session, second.id, True)
        with pytest.raises(LastAdmin):
            users.set_role(session, first.id, Role.LEAD)
        users.set_disabled(session, second.id, False)
        users.set_role(session, first.id, Role.LEAD)
        assert users.count_admins(session) == 1


def test_an_unknown_user_is_told(database: Database) -> None:
    with database.begin() as session:
        for attempt in (lambda: users.get(session, new_id()), lambda: users.password_hash_of(session, new_id()),
                        lambda: users.set_role(session, new_id(), Role.LEAD), lambda: users.set_password(session, new_id(), "h")):
            with pytest.raises(UserNotFound):
                attempt()
