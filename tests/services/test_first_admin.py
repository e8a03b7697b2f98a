"""The first admin is made once, by a link that works once."""

from __future__ import annotations

import pytest

from app.domain import Role
from app.errors import LinkExpired, WeakPassword
from app.services.deps import Deps
from app.services.first_admin import claim_first_admin, ensure_first_admin, first_admin_missing
from app.services.sign_in import user_of_session
from tests.services.desk import PASSWORD, Clock


def test_the_link_makes_one_admin_and_signs_them_in(deps: Deps) -> None:
    token = ensure_first_admin(deps)
    assert token is not None and first_admin_missing(deps)
    signed_in = claim_first_admin(deps, token, "root", PASSWORD)
    assert signed_in.user.role is Role.ADMIN and user_of_session(deps, signed_in.token) == signed_in.user
    assert ensure_first_admin(deps) is None and not first_admin_missing(deps)
    with pytest.raises(LinkExpired):
        claim_first_admin(deps, token, "second", PASSWORD)


def test_a_weak_password_does_not_use_the_link_up(deps: Deps) -> None:
    token = ensure_first_admin(deps)
    with pytest.raises(WeakPassword):
        claim_first_admin(deps, token, "root", "short")
    assert claim_first_admin(deps, token, "root", PASSWORD).user.name == "root"


def test_a_newer_link_replaces_the_older_and_all_expire(deps: Deps, clock: Clock) -> None:
    old, new = ensure_first_admin(deps), ensure_first_admin(deps)
    with pytest.raises(LinkExpired):
        claim_first_admin(deps, old, "root", PASSWORD)
    clock.move(hours=25)
    with pytest.raises(LinkExpired):
        claim_first_admin(deps, new, "root", PASSWORD)


def test_no_link_works_once_there_is_an_admin(deps: Deps, person) -> None:
    token = ensure_first_admin(deps)
    person("root", Role.ADMIN)
    with pytest.raises(LinkExpired):
        claim_first_admin(deps, token, "eve", PASSWORD)
    with pytest.raises(LinkExpired):
        claim_first_admin(deps, "made up", "eve", PASSWORD)
