"""Signing in: sessions end when they should, guessing gets slow, and nobody is locked out for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain import Role, User
from app.errors import BadCredentials, TooManyAttempts
from app.services.access import OPERATOR
from app.services.accounts import change_own_password, change_role, disable_user, set_password
from app.services.deps import Deps
from app.services.passwords import Passwords
from app.services.sign_in import FREE, FREE_OF_ADDRESS, LONGEST_WAIT, sign_in, sign_out, user_of_session, waiting_time
from app.store import users
from tests.services.desk import PASSWORD, Clock

HERE, THERE = "192.0.2.1", "192.0.2.2"
OTHER = "seven heavy purple lanterns"


def test_the_right_password_opens_a_session_and_signing_out_ends_it(deps: Deps, alice: User) -> None:
    signed_in = sign_in(deps, " ALICE ", PASSWORD, HERE)
    assert signed_in.user == alice == user_of_session(deps, signed_in.token)
    sign_out(deps, signed_in.token)
    assert user_of_session(deps, signed_in.token) is None
    sign_out(deps, signed_in.token)


def test_each_sign_in_has_its_own_token_and_ends_the_session_it_replaces(deps: Deps, alice: User) -> None:
    first = sign_in(deps, "alice", PASSWORD, HERE)
    second = sign_in(deps, "alice", PASSWORD, HERE, old_token=first.token)
    assert first.token != second.token and len(second.token) >= 43
    assert user_of_session(deps, first.token) is None and user_of_session(deps, second.token) == alice


def test_a_session_ends_idle_or_old(deps: Deps, clock: Clock, alice: User) -> None:
    idle = sign_in(deps, "alice", PASSWORD, HERE).token
    clock.move(minutes=deps.settings.session_idle_minutes + 1)
    assert user_of_session(deps, idle) is None
    busy = sign_in(deps, "alice", PASSWORD, HERE).token
    for _ in range(2 * deps.settings.session_hours - 1):
        clock.move(minutes=30)
        assert user_of_session(deps, busy) == alice
    clock.move(minutes=31)
    assert user_of_session(deps, busy) is None


@pytest.mark.parametrize("end", [
    lambda deps, user: disable_user(deps, OPERATOR, user.name),
    lambda deps, user: change_role(deps, OPERATOR, user.name, Role.LEAD),
    lambda deps, user: set_password(deps, OPERATOR, user.name, OTHER),
    lambda deps, user: change_own_password(deps, user, PASSWORD, OTHER, HERE),
], ids=["disabled", "other role", "password set", "password changed"])
def test_sessions_die_at_once(deps: Deps, alice: User, end) -> None:
    token = sign_in(deps, "alice", PASSWORD, HERE).token
    end(deps, alice)
    assert user_of_session(deps, token) is None


def test_an_unknown_name_a_wrong_password_and_a_disabled_account_answer_alike(deps: Deps, alice: User, lead: User) -> None:
    disable_user(deps, OPERATOR, lead.name)
    answers = []
    for name, password in (("nobody", PASSWORD), ("alice", "wrong"), (lead.name, PASSWORD)):
        with pytest.raises(BadCredentials) as refused:
            sign_in(deps, name, password, HERE)
        answers.append(str(refused.value))
    assert len(set(answers)) == 1


def test_guessing_gets_slow_here_but_not_elsewhere_and_never_for_good(deps: Deps, clock: Clock, alice: User) -> None:
    for _ in range(FREE + 1):
        with pytest.raises(BadCredentials):
            sign_in(deps, "alice", "wrong", HERE)
    with pytest.raises(TooManyAttempts, match="1 second"):
        sign_in(deps, "alice", PASSWORD, HERE)
    assert sign_in(deps, "alice", PASSWORD, THERE).user == alice
    clock.move(seconds=2)
    assert sign_in(deps, "alice", PASSWORD, HERE).user == alice
    with pytest.raises(BadCredentials):  # a success starts the count again
        sign_in(deps, "alice", "wrong", HERE)
    assert sign_in(deps, "alice", PASSWORD, HERE).user == alice


def test_many_names_from_one_address_wait_too(deps: Deps, alice: User) -> None:
    for number in range(FREE_OF_ADDRESS):
        with pytest.raises(BadCredentials):
            sign_in(deps, f"name-{number}", "wrong", HERE)
    with pytest.raises(TooManyAttempts, match="address"):
        sign_in(deps, "alice", PASSWORD, HERE)
    assert sign_in(deps, "alice", PASSWORD, THERE).user == alice


def test_the_wait_doubles_up_to_a_bound() -> None:
    waits = [waiting_time(failures) for failures in range(40)]
    assert waits[:FREE + 4] == [0.0] * (FREE + 1) + [1.0, 2.0, 4.0]
    assert waits == sorted(waits) and max(waits) == LONGEST_WAIT


def test_an_old_hash_is_renewed_at_sign_in(deps: Deps, alice: User) -> None:
    stricter = replace(deps, passwords=Passwords(memory_kib=128))
    sign_in(stricter, "alice", PASSWORD, HERE)
    with deps.database.read() as session:
        assert "m=128" in users.password_hash_of(session, alice.id)
    assert sign_in(stricter, "alice", PASSWORD, HERE).user == alice
