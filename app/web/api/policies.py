"""GET and PATCH /api/policies/<question>: how a question is reviewed, and what changed it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from app.domain import Role
from app.services.policies import change_policy, policy_history, policy_of
from app.services.rule_effects import rule_effects
from app.web.access import allowed
from app.web.api.body import json_object
from app.web.api.records import iso, share_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("policies", __name__)


@routes.get("/api/policies/<question>")
@allowed(Role.REVIEWER)
def policy(question: str) -> Response:
    """{policy}: what holds now, field by field."""
    return jsonify(policy=policy_of(request_deps(), current_person(), question).as_json())


@routes.patch("/api/policies/<question>")
@allowed(Role.LEAD)
def change(question: str) -> Response:
    """Body: any of the fields.  {policy} as it holds from now on; 400 with a sentence that names the field that cannot be."""
    return jsonify(policy=change_policy(request_deps(), current_person(), question, json_object()).as_json())


@routes.get("/api/policies/<question>/history")
@allowed(Role.LEAD)
def history(question: str) -> Response:
    """{changes}, newest first: when, who (null: the command line), and each field with what it was before and after."""
    found = policy_history(request_deps(), current_person(), question)
    return jsonify(changes=[{"number": one.number, "at": iso(one.at), "user": one.user, "changed": one.changed} for one in found])


@routes.get("/api/policies/<question>/effects")
@allowed(Role.LEAD)
def effects(question: str) -> Response:
    """{effects}: what each rule for differing answers would have done with the photographs that were read twice."""
    return jsonify(effects=[
        {"rule": one.rule, "photos": one.photos, "to_lead": one.to_lead, "third_reads": one.third_reads, "rejected": one.rejected,
         "changed": one.changed, "sensitivity": share_json(one.sensitivity), "precision": share_json(one.precision)}
        for one in rule_effects(request_deps(), current_person(), question)])
