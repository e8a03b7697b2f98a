"""Everything that a person could ask the server about one photo: every route and every callback, driven as a browser would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from flask.testing import FlaskClient

from app.domain import Role
from app.web.access import PUBLIC, declared_role
from tests.web.callbacks import call
from tests.web.conftest import Desk

ENDS_SOMETHING = {"/sign-out", "/sign-in", "/api/photos", "/api/decisions", "/api/skip", "/api/release", "/api/undo"}
MAPS = ("periodic", "residual", "votes", "sharpness")
PAGES = ("upload", "photos", "decisions", "insights", "models", "settings", "adjudication")
VALUES = {"path": PAGES, "format": ("csv", "jsonl"), "size": ("preview",), "map_id": MAPS, "question": ("recapture",)}
ROWS = {"startRow": 0, "endRow": 50, "filterModel": {}, "sortModel": []}


class Answer(NamedTuple):
    """What was asked, and what came back."""

    asked: str
    status: int
    text: str


def answers(desk: Desk, browser: FlaskClient, role: Role, photo_id: str, lease_id: str = "none", only: str = "") -> Iterator[Answer]:
    """The answer of every route and callback that the role may use, as long as its name matches `only`.

    What would answer the photo or give it back is left out: GET of everything, POST of what only looks.
    """
    wanted = re.compile(only)
    for name, ask in (*_routes(desk, browser, role, photo_id, lease_id), *_callbacks(desk, browser, role, photo_id)):
        if wanted.search(name):
            answer = ask()
            yield Answer(name, answer.status_code, answer.get_data().decode("latin-1"))


def _routes(desk: Desk, browser: FlaskClient, role: Role, photo_id: str, lease_id: str) -> Iterator[tuple[str, Callable]]:
    body = {"photo_id": photo_id, "lease_id": lease_id, "question": "recapture", "verdict": "ACCEPT", "held": False,
            "photo_ids": [photo_id]}
    for rule in desk.server.url_map.iter_rules():
        needed = declared_role(desk.server, rule.endpoint)
        if needed == PUBLIC or not role.includes(Role(needed)) or rule.rule == "/_dash-update-component":
            continue
        for method in sorted({"GET", "POST"} & rule.methods):
            if method == "GET" or rule.rule not in ENDS_SOMETHING:
                for address in _addresses(rule.rule, photo_id):
                    yield f"{method} {address}", partial(browser.open, f"{address}?question=recapture&photo={photo_id}", method=method,
                                                        json=body if method == "POST" else None)


def _addresses(rule: str, photo_id: str) -> list[str]:
    """The rule with every value that its arguments can have; an argument that is not known here stands for the photo."""
    argument = re.search(r"<(?:[^<>]*:)?(\w+)>", rule)
    if argument is None:
        return [rule]
    values = VALUES.get(argument[1], (photo_id,))
    return [address for value in values for address in _addresses(rule[:argument.start()] + value + rule[argument.end():], photo_id)]


def _callbacks(desk: Desk, browser: FlaskClient, role: Role, photo_id: str) -> Iterator[tuple[str, Callable]]:
    app = desk.server.extensions["loupe_dash"]
    for output, needed in app.callback_roles.items():
        if role.includes(needed):
            declared = app.callback_map[output]
            names = [f"{item['id']}.{item['property']}" for kind in ("inputs", "state") for item in declared[kind]]
            for guess in (photo_id, {"photo": photo_id, "family": "peaks", "view": "shown"}, [photo_id], 1, None, ROWS):
                yield f"callback {output} with {guess}", partial(call, browser, app, output, {name: _value(name, guess) for name in names})


def _value(name: str, guess: object) -> object:
    """A question where one is asked for, nothing where a filter would hide everything, else the guess."""
    if "question" in name:
        return "recapture"
    if name.endswith("pathname"):
        return "/photos"
    if name.startswith(("decisions-", "photos-", "insights-")) and name.endswith(".value"):
        return None
    return guess
