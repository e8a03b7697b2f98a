"""Everything that a person could ask the server about one photo: every route and every callback, driven as a browser would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from flask.testing import FlaskClient

from app.domain import Role
from tests.web.callbacks import call
from tests.web.conftest import Desk
from tests.web.every_request import FROM_GET, About, requests_to

ROWS = {"startRow": 0, "endRow": 50, "filterModel": {}, "sortModel": []}


class Answer(NamedTuple):
    """What was asked, and what came back."""

    asked: str
    status: int
    text: str


def answers(desk: Desk, browser: FlaskClient, role: Role, photo_id: str, lease_id: str = "none", only: str = "") -> Iterator[Answer]:
    """The answer of every route by every method, and of every callback that the role may run, as long as its name matches `only`.

    Nothing that is asked answers the photo or gives it back.  text: headers and body.
    """
    wanted, about = re.compile(only), About(desk, browser, photo_id, lease_id)
    for name, ask in (*_routes(about), *_callbacks(desk, browser, role, photo_id)):
        if wanted.search(name):
            answer = ask()
            yield Answer(name, answer.status_code, f"{answer.headers}\n{answer.get_data().decode('latin-1')}")


def _routes(about: About) -> Iterator[tuple[str, Callable]]:
    for rule in about.desk.server.url_map.iter_rules():
        for method in sorted(rule.methods - FROM_GET):
            yield from requests_to(rule.rule, method, about)


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
