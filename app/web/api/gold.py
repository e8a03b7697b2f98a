"""/api/gold for leads, and /api/warm-up for whoever is new: photographs whose label is known."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from app.domain import Role, Verdict
from app.errors import BadRequestBody
from app.services.gold import GoldResult, add_gold, gold_results, list_gold, retire_gold
from app.services.warm_up import WarmUp, answer_warm_up, next_warm_up, warm_up_state
from app.web.access import allowed
from app.web.api.body import json_object, optional_text, text
from app.web.api.records import iso, photo_json, share_json
from app.web.auth import current_person
from app.web.deps import request_deps

routes = Blueprint("gold", __name__)


@routes.get("/api/gold")
@allowed(Role.LEAD)
def known() -> Response:
    """{gold}: the photographs in use, newest first.  ?question="""
    found = list_gold(request_deps(), current_person(), _question())
    return jsonify(gold=[{"photo_id": one.photo_id, "photo": one.photo, "label": one.label, "added_by": one.added_by, "at": iso(one.at),
                          "answers": one.answers} for one in found])


@routes.post("/api/gold")
@allowed(Role.LEAD)
def mark() -> Response:
    """Body {question, photo_id, label}.  {added}; from now on it waits for every reviewer, once each."""
    body = json_object()
    add_gold(request_deps(), current_person(), text(body, "question"), text(body, "photo_id"), text(body, "label"))
    return jsonify(added=True)


@routes.delete("/api/gold/<photo_id>")
@allowed(Role.LEAD)
def retire(photo_id: str) -> Response:
    """{retired}: an ordinary photograph again.  ?question="""
    retire_gold(request_deps(), current_person(), _question(), photo_id)
    return jsonify(retired=True)


@routes.get("/api/gold/results")
@allowed(Role.LEAD)
def results() -> Response:
    """{results}: each reviewer's sensitivity, specificity and d′ with 95 % intervals, null where there is nothing to count.  ?question="""
    return jsonify(results=[_result_json(one) for one in gold_results(request_deps(), current_person(), _question())])


@routes.get("/api/warm-up")
@allowed(Role.REVIEWER)
def warm_up() -> Response:
    """{photo, wanted, done, right}: the next photograph of the own warm-up, null when it is done or there is none.  ?question="""
    deps, user, question = request_deps(), current_person(), _question()
    photo = next_warm_up(deps, user, question)
    return jsonify(photo=photo_json(photo) if photo else None, **_state_json(warm_up_state(deps, user, question)))


@routes.post("/api/warm-up")
@allowed(Role.REVIEWER)
def answer() -> Response:
    """Body {question, photo_id, verdict, label?}.  {right, label, wanted, done}: label is the true one."""
    body = json_object()
    verdict = text(body, "verdict")
    if verdict not in list(Verdict):
        raise BadRequestBody(f"verdict must be one of {', '.join(Verdict)}.")
    said = answer_warm_up(request_deps(), current_person(), text(body, "question"), text(body, "photo_id"), Verdict(verdict),
                          optional_text(body, "label"))
    return jsonify(**{**_state_json(said.state), "right": said.right, "right_so_far": said.state.right}, label=said.label)


def _question() -> str:
    return request.args.get("question", "recapture")


def _state_json(state: WarmUp) -> dict:
    return {"wanted": state.wanted, "done": state.done, "right": state.right}


def _result_json(one: GoldResult) -> dict:
    d = one.d_prime
    return {"reviewer": one.reviewer, "n": one.n, "unsure": one.unsure, "sensitivity": share_json(one.sensitivity),
            "specificity": share_json(one.specificity), "d_prime": {"value": d.value, "low": d.low, "high": d.high} if d else None}
