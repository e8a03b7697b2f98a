"""Accounts: who may change them, and that an admin always remains."""

from __future__ import annotations

import pytest

from app.domain import Role, User
from app.errors import BadCredentials, BadUserName, LastAdmin, NotAllowed, UserExists, UserNotFound, WeakPassword
from app.services.access import OPERATOR
from app.services.accounts import add_user, change_own_password, change_role, disable_user, enable_user, list_users, set_password
from app.services.deps import Deps
from app.services.sign_in import sign_in
from tests.services.desk import PASSWORD

OTHER = "seven heavy purple lanterns"


def test_names_are_unique_without_case_and_visible(deps: Deps, alice: User) -> None:
    with pytest.raises(UserExists):
        add_user(deps, OPERATOR, "Alice", PASSWORD, Role.REVIEWER)
    for name in ("", "   ", "x" * 101, "a\nb", "\u202eadmin"):
        with pytest.raises(BadUserName):
            add_user(deps, OPERATOR, name, PASSWORD, Role.REVIEWER)
    with pytest.raises(WeakPassword):
        add_user(deps, OPERATOR, "bob", "short", Role.REVIEWER)
    assert [user.name for user in list_users(deps, OPERATOR)] == ["alice"]


def test_only_admins_touch_accounts(deps: Deps, alice: User, lead: User) -> None:
    for actor in (alice, lead):
        for act in (lambda: add_user(deps, actor, "eve", PASSWORD, Role.ADMIN), lambda: list_users(deps, actor),  # noqa: B023
                    lambda: change_role(deps, actor, "alice", Role.ADMIN), lambda: set_password(deps, actor, "lena", OTHER),  # noqa: B023
                    lambda: disable_user(deps, actor, "lena"), lambda: enable_user(deps, actor, "lena")):  # noqa: B023
            with pytest.raises(NotAllowed):
                act()


def test_the_last_admin_stays(deps: Deps, person) -> None:
    person("root", Role.ADMIN)
    for act in (lambda: disable_user(deps, OPERATOR, "root"), lambda: change_role(deps, OPERATOR, "root", Role.LEAD)):
        with pytest.raises(LastAdmin):
            act()
    person("other", Role.ADMIN)
    assert disable_user(deps, OPERATOR, "root").disabled
    with pytest.raises(LastAdmin):
        change_role(deps, OPERATOR, "other", Role.REVIEWER)
    assert not enable_user(deps, OPERATOR, "root").disabled


def test_a_password_set_by_another_person_must_be_changed(deps: Deps, alice: User, person) -> None:
    admin = person("root", Role.ADMIN)
    assert set_password(deps, admin, "alice", OTHER).must_change_password
    assert sign_in(deps, "alice", OTHER, "here").user.must_change_password
    change_own_password(deps, alice, OTHER, PASSWORD, "here")
    assert not sign_in(deps, "alice", PASSWORD, "here").user.must_change_password
    assert not set_password(deps, OPERATOR, "alice", OTHER).must_change_password


def test_changing_ones_own_password_needs_the_old_one_and_a_new_one(deps: Deps, alice: User) -> None:
    with pytest.raises(BadCredentials):
        change_own_password(deps, alice, "wrong", OTHER, "here")
    with pytest.raises(WeakPassword):
        change_own_password(deps, alice, PASSWORD, PASSWORD, "here")
    change_own_password(deps, alice, PASSWORD, OTHER, "here")
    with pytest.raises(BadCredentials):
        sign_in(deps, "alice", PASSWORD, "here")


def test_nobody_unknown_is_changed(deps: Deps) -> None:
    for act in (lambda: change_role(deps, OPERATOR, "ghost", Role.LEAD), lambda: set_password(deps, OPERATOR, "ghost", OTHER),
                lambda: disable_user(deps, OPERATOR, "ghost"), lambda: enable_user(deps, OPERATOR, "ghost")):
        with pytest.raises(UserNotFound, match="ghost"):
            act()
