"""The policy form: a control for every field, plain words for every choice, and what it says is what is stored."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from dash.development.base_component import Component

from app.domain import Role
from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.services.policies import policy_of
from app.services.policy import Blind, LabelRule, Policy, Rule
from app.services.rule_effects import RuleEffect
from app.services.share import Share
from app.web.components.policy_form import CHOICES, FIELD, SHARES, changes_of, policy_form
from app.web.components.rule_table import rule_table, share_words
from app.web.page import Visit
from app.web.pages import settings
from tests.web.test_desk import parts, words

ELSEWHERE = {"auto_accept"}  # belongs to the models


def controls(form: Component) -> dict[str, Component]:
    return {part.id["name"]: part for part in parts(form) if isinstance(getattr(part, "id", None), dict) and part.id["type"] == FIELD}


def post(browser, values: dict[str, object]):
    """Presses Save with the form filled in like this."""
    listed = [{"id": {"type": FIELD, "name": name}, "property": "value", "value": value} for name, value in values.items()]
    named = [{**one, "property": "id", "value": one["id"]} for one in listed]
    body = {"output": f"{settings.Ids.SAVED}.children", "outputs": {"id": settings.Ids.SAVED, "property": "children"},
            "inputs": [{"id": settings.Ids.SAVE, "property": "n_clicks", "value": 1}],
            "state": [listed, named, {"id": settings.Ids.QUESTION, "property": "data", "value": "recapture"}],
            "changedPropIds": [f"{settings.Ids.SAVE}.n_clicks"]}
    return browser.post("/_dash-update-component", json=body)


def test_every_field_has_a_control_and_every_choice_words():
    assert set(controls(policy_form(Policy()))) == {field.name for field in fields(Policy)} - ELSEWHERE
    for name, kind in {"blind": Blind, "rule": Rule, "label_rule": LabelRule}.items():
        assert set(CHOICES[name]) == set(kind)


def test_what_the_form_shows_is_the_policy():
    policy = Policy(blind=Blind.ON, second_read_share=0.125, gold_rate=0.05, warm_up=10, reason_required=True, rule=Rule.MAJORITY)
    said = changes_of({name: control.value for name, control in controls(policy_form(policy)).items()})
    assert Policy.of(said) == policy
    assert changes_of({"gold_rate": None, "warm_up": 3}) == {"warm_up": 3} and "gold_rate" in SHARES


def test_a_lead_saves_and_a_reviewer_may_not(desk):
    answer = post(desk.signed_in("lead"), {"blind": "on", "gold_rate": 5, "reason_required": True})
    assert answer.status_code == 200 and "Saved at" in answer.text
    now = policy_of(desk.deps, OPERATOR, "recapture")
    assert (now.blind, now.gold_rate, now.reason_required) == (Blind.ON, 0.05, True)
    assert post(desk.signed_in("reviewer"), {"blind": "off"}).status_code == 403
    assert policy_of(desk.deps, OPERATOR, "recapture") == now


def test_a_value_that_cannot_be_is_refused_in_words(desk):
    before = policy_of(desk.deps, OPERATOR, "recapture")
    answer = post(desk.signed_in("lead"), {"gold_rate": 80})
    assert "gold_rate must be a number from 0 to 0.3" in json.dumps(answer.json) and policy_of(desk.deps, OPERATOR, "recapture") == before


@pytest.mark.parametrize(("name", "shown"), [("reviewer", False), ("lead", True)])
def test_only_leads_find_the_form(desk, name, shown):
    user = next(user for user in list_users(desk.deps, OPERATOR) if user.name == name)
    assert bool(controls(settings.layout(desk.deps, Visit(user, "recapture")))) is shown and user.role in (Role.REVIEWER, Role.LEAD)


def test_rules_are_compared_in_counts():
    table = rule_table([RuleEffect(rule, 40, 7, 5, 11, 2, Share(8, 9), Share(0, 0)) for rule in Rule])
    assert "On the 40 photographs" in words(table) and "8 of 9" in words(table) and share_words(Share(0, 0)) == "–"
    assert "read twice" in words(rule_table([RuleEffect(rule, 0, 0, 0, 0, 0, Share(0, 0), Share(0, 0)) for rule in Rule]))
