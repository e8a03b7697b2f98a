"""The policy of a question as a form in plain words; each control's id holds the name of its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.services.auto_accept import Promise
from app.services.policy import AUTO_ACCEPT_ERRORS, HIGHEST_GOLD_RATE, LONGEST_WARM_UP, AutoAccept, Blind, LabelRule, Policy, Rule

FIELD = "policy-field"
PROMISE = "policy-promise"
AUTO = "auto_accept_"  # before the names of its two fields
CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "blind": {
        Blind.OFF: ("With the photograph", "the quickest, and the score leads people where it is wrong"),
        Blind.ON: ("After the answer", "one key then keeps the answer or changes it; both are kept"),
        Blind.ON_REQUEST: ("On request", "a key shows it; whether it was seen is kept"),
    },
    "rule": {
        Rule.ANY_REJECT: ("Any rejection rejects", "the strictest; nothing waits for a lead but an unsure answer"),
        Rule.MAJORITY: ("The majority", "a third reader decides between two"),
        Rule.ARBITRATE: ("A lead decides", "who sees both answers without names"),
    },
    "label_rule": {
        LabelRule.BLIND: ("Those given before the score was seen", ""),
        LabelRule.ADJUDICATED: ("Those that a lead settled", ""),
        LabelRule.AGREED: ("Those that nobody contradicts", ""),
        LabelRule.ALL: ("All that name a label", ""),
    },
}
SHARES = {  # field -> least and most, in percent
    "second_read_share": (0.0, 100.0), "gold_rate": (0.0, 100 * HIGHEST_GOLD_RATE), "audit_share": (0.0, 100.0),
    f"{AUTO}error": (100 * AUTO_ACCEPT_ERRORS[0], 100 * AUTO_ACCEPT_ERRORS[1]),
}


def policy_form(policy: Policy, promise: Promise) -> Component:
    """Every field of the policy, and beside accepting without a person what that would mean now."""
    auto = policy.auto_accept
    return html.Div(
        [
            _group("When the score is shown", _choice("blind", policy.blind)),
            _group("Rejections", _switch("reason_required", "A rejection needs a reason", policy.reason_required)),
            _group("Second reads",
                   _share("second_read_share", "Photographs that somebody else reads as well", policy.second_read_share),
                   _switch("second_read_unsure", "An unsure answer goes to somebody else", policy.second_read_unsure)),
            _group("When two answers differ", _choice("rule", policy.rule)),
            _group("Checking reviewers",
                   _share("gold_rate", "Photographs with a known label among the others, unannounced", policy.gold_rate),
                   _number("warm_up", "Known photographs that a new reviewer answers first", policy.warm_up, LONGEST_WARM_UP)),
            _group("Checking the model", _share("audit_share", "Photographs that come up at random", policy.audit_share)),
            _group("Answers that the model may learn from", _choice("label_rule", policy.label_rule)),
            _group("Accepting without a person",
                   _switch(f"{AUTO}enabled", "Photographs that the model is sure of are accepted unseen", auto.enabled),
                   _share(f"{AUTO}error", "Of the photographs that should be rejected, accepted at most", auto.error, 0.1),
                   html.P(promise_words(promise), id=PROMISE, className="soft", role="status")),
        ],
        className="policy-form",
    )


def changes_of(values: Mapping[str, Any], auto: AutoAccept) -> dict[str, Any]:
    """What the form says, as `change_policy` takes it: percents become shares; an empty field is left as it is.

    auto: as it stands, of which the form may name a part.
    """
    said = {name: value / 100 if name in SHARES else value for name, value in values.items() if value is not None}
    of_auto = {name.removeprefix(AUTO): said.pop(name) for name in list(said) if name.startswith(AUTO)}
    return said | ({"auto_accept": asdict(auto) | of_auto} if of_auto else {})


def promise_words(promise: Promise) -> str:
    """What would be accepted without a person, or that nothing would and why."""
    if promise.threshold is None:
        return f"Nothing can be accepted like this now. {promise.refused}"
    return (f"Accepted above {100 * promise.threshold:.4g} %: {promise.photos:,} photographs that should be rejected, from sources that "
            f"version {promise.version} had not seen, allow that promise.")


def _id(name: str) -> dict[str, str]:
    return {"type": FIELD, "name": name}


def _group(title: str, *controls: Component) -> Component:
    return html.Fieldset([html.Legend(title), *controls])


def _choice(name: str, value: str) -> Component:
    options = [{"label": html.Span([words, html.Small(more)] if more else words), "value": str(one)}
               for one, (words, more) in CHOICES[name].items()]
    return dbc.RadioItems(id=_id(name), options=options, value=str(value), className="policy-choice")


def _switch(name: str, words: str, value: bool) -> Component:
    return dbc.Checkbox(id=_id(name), label=words, value=value)


def _share(name: str, words: str, value: float, step: float = 0.5) -> Component:
    least, most = SHARES[name]
    return _field(words, dbc.Input(id=_id(name), type="number", min=least, max=most, step=step, value=round(100 * value, 1)), "%")


def _number(name: str, words: str, value: int, most: int) -> Component:
    return _field(words, dbc.Input(id=_id(name), type="number", min=0, max=most, step=1, value=value), "")


def _field(words: str, control: Component, unit: str) -> Component:
    return html.Label([html.Span(words), html.Span([control, unit], className="amount")], className="policy-field")
