"""A policy is checked, on record, and holds in every process from the moment it is set."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain import Role, User
from app.errors import BadPolicy, NotAllowed, UnknownQuestion
from app.services.access import OPERATOR
from app.services.deps import Deps, build_deps
from app.services.policies import change_policy, policy_history, policy_of
from app.services.policy import AutoAccept, Blind, Policy, Rule
from app.store import audit
from tests.services.desk import Clock


def test_a_desk_begins_open_with_every_unsure_read_twice(deps: Deps, alice: User) -> None:
    policy = policy_of(deps, alice, "recapture")
    assert policy == Policy() and policy.blind is Blind.OFF and policy.second_read_unsure and policy.rule is Rule.ARBITRATE
    assert (policy.gold_rate, policy.audit_share, policy.second_read_share, policy.warm_up) == (0, 0, 0, 0)


def test_a_change_holds_at_once_in_another_process_too(deps: Deps, alice: User, lead: User) -> None:
    elsewhere = build_deps(deps.settings, deps.clock)
    assert policy_of(elsewhere, alice, "recapture").blind is Blind.OFF
    changed = change_policy(deps, lead, "recapture", {"blind": "on", "auto_accept": {"enabled": True, "error": 0.02}})
    assert policy_of(elsewhere, alice, "recapture") == changed == Policy(blind=Blind.ON, auto_accept=AutoAccept(True, 0.02))
    elsewhere.close()


def test_every_change_is_on_record_with_who_made_it(deps: Deps, clock: Clock, lead: User) -> None:
    change_policy(deps, lead, "recapture", {"gold_rate": 0.05})
    clock.move(minutes=1)
    change_policy(deps, OPERATOR, "recapture", {"gold_rate": 0.1, "rule": "majority"})
    change_policy(deps, lead, "recapture", {"rule": "majority"})  # what holds already is no change
    history = policy_history(deps, lead, "recapture")
    assert [(one.number, one.user, one.changed) for one in history] == [
        (2, None, {"gold_rate": (0.05, 0.1), "rule": ("arbitrate", "majority")}), (1, "lena", {"gold_rate": (0.0, 0.05)})]
    assert policy_history(deps, lead, "recapture", limit=1) == history[:1]
    with deps.database.read() as session:
        entries = [one for one in audit.page(session, 10) if one.action == "policy.changed"]
    assert [(one.user, one.target) for one in entries] == [(None, "recapture"), ("lena", "recapture")]


@pytest.mark.parametrize("changes", [
    {"blind": "sometimes"}, {"second_read_share": 1.01}, {"second_read_share": -0.1}, {"second_read_share": float("nan")},
    {"second_read_share": "0.1"}, {"second_read_share": True}, {"gold_rate": 0.31}, {"audit_share": None}, {"warm_up": 2.5},
    {"warm_up": 51}, {"second_read_unsure": 1}, {"rule": ["majority"]}, {"reason_required": "yes"}, {"label_rule": "some"}, 
    {"auto_accept": True},
    {"auto_accept": {"enabled": True, "error": 0}}, {"auto_accept": {"on": True}}, {"colour": "red"}])
def test_what_cannot_be_is_refused_by_its_name(deps: Deps, lead: User, changes: dict) -> None:
    with pytest.raises(BadPolicy, match=next(iter(changes))):
        change_policy(deps, lead, "recapture", changes)
    assert policy_of(deps, lead, "recapture") == Policy()


def test_a_policy_survives_being_stored() -> None:
    odd = Policy(Blind.ON_REQUEST, 0.25, False, Rule.ANY_REJECT, 0.1, 0.05, 10, True, auto_accept=AutoAccept(True, 0.001))
    assert Policy.of(odd.as_json()) == odd
    assert all(getattr(odd, one.name) != one.default for one in dataclasses.fields(Policy) if one.name not in ("label_rule", "auto_accept"))


def test_only_leads_change_it_and_only_for_questions_that_are(deps: Deps, alice: User, lead: User, person) -> None:
    for forbidden in (lambda: change_policy(deps, alice, "recapture", {"blind": "on"}), lambda: policy_history(deps, alice, "recapture")):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(UnknownQuestion):
        change_policy(deps, lead, "weather", {})
    change_policy(deps, person("ada", Role.ADMIN), "recapture", {"blind": "on"})
