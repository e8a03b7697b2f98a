"""The policy form: a control for every field, plain words for every choice, and what it says is what is stored."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from dash.development.base_component import Component

from app.domain import Role
from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.services.auto_accept import Promise, auto_accept_promise
from app.services.policies import policy_of
from app.services.policy import AutoAccept, Blind, LabelRule, Policy, Rule
from app.services.rule_effects import RuleEffect
from app.services.share import Share
from app.web.components.policy_form import AUTO, CHOICES, FIELD, PROMISE, SHARES, changes_of, policy_form, promise_words
from app.web.components.rule_table import rule_table, share_words
from app.web.page import Visit
from app.web.pages import settings
from tests.web.callbacks import output_named
from tests.web.test_desk import parts, words

REFUSED = Promise(0.01, "v1", None, 0, "It can promise nothing.")


def controls(form: Component) -> dict[str, Component]:
    return {part.id["name"]: part for part in parts(form) if isinstance(getattr(part, "id", None), dict) and part.id["type"] == FIELD}


def post(browser, values: dict[str, object]):
    """Presses Save with the form filled in like this."""
    listed = [{"id": {"type": FIELD, "name": name}, "property": "value", "value": value} for name, value in values.items()]
    named = [{**one, "property": "id", "value": one["id"]} for one in listed]
    output = output_named(browser.application.extensions["loupe_dash"], settings.Ids.SAVED, PROMISE)
    body = {"output": output, "outputs": [{"id": one, "property": "children"} for one in (settings.Ids.SAVED, PROMISE)],
            "inputs": [{"id": settings.Ids.SAVE, "property": "n_clicks", "value": 1}],
            "state": [listed, named, {"id": settings.Ids.QUESTION, "property": "data", "value": "recapture"}],
            "changedPropIds": [f"{settings.Ids.SAVE}.n_clicks"]}
    return browser.post("/_dash-update-component", json=body)


def test_every_field_has_a_control_and_every_choice_words():
    of_auto = {f"{AUTO}{field.name}" for field in fields(AutoAccept)}
    assert set(controls(policy_form(Policy(), REFUSED))) == {field.name for field in fields(Policy)} - {"auto_accept"} | of_auto
    for name, kind in {"blind": Blind, "rule": Rule, "label_rule": LabelRule}.items():
        assert set(CHOICES[name]) == set(kind)


def test_what_the_form_shows_is_the_policy():
    policy = Policy(blind=Blind.ON, second_read_share=0.125, gold_rate=0.05, warm_up=10, reason_required=True, rule=Rule.MAJORITY,
                    auto_accept=AutoAccept(True, 0.005))
    said = changes_of({name: control.value for name, control in controls(policy_form(policy, REFUSED)).items()}, AutoAccept())
    assert Policy.of(said) == policy
    assert changes_of({"gold_rate": None, "warm_up": 3}, AutoAccept()) == {"warm_up": 3} and "gold_rate" in SHARES
    emptied = {f"{AUTO}enabled": True, f"{AUTO}error": None}
    assert changes_of(emptied, AutoAccept(error=0.05)) == {"auto_accept": {"enabled": True, "error": 0.05}}


def test_accepting_without_a_person_is_off_and_says_what_it_would_mean():
    form = policy_form(Policy(), REFUSED)
    assert controls(form)[f"{AUTO}enabled"].value is False and f"Nothing can be accepted like this now. {REFUSED.refused}" in words(form)
    assert "Accepted above 97 %: 399 photographs" in promise_words(Promise(0.025, "v1", 0.97, 399, None))


def test_saving_says_what_accepting_without_a_person_means_now(desk):
    answer = post(desk.signed_in("lead"), {f"{AUTO}enabled": True, f"{AUTO}error": 2.5})
    assert policy_of(desk.deps, OPERATOR, "recapture").auto_accept == AutoAccept(True, 0.025)
    expected = promise_words(auto_accept_promise(desk.deps, OPERATOR, "recapture"))
    assert answer.json["response"][PROMISE]["children"] == expected and expected.startswith("Nothing can be accepted")


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
