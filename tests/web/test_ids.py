"""Ids are constants, there is one of each, and every callback's ids exist in some layout."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import html
from dash.development.base_component import Component

import app.web
from app.domain import Role, User
from app.questions import QUESTIONS
from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.services.job_watch import latest_job
from app.services.retrain import ask_retrain
from app.web import shell
from app.web.components.header import header
from app.web.components.log_grid import log_grid
from app.web.guarded_dash import GuardedDash
from app.web.page import Visit
from app.web.pages.decisions import Ids as DecisionIds
from tests.web.test_log import verdict
from tests.web.test_uploads import jpeg, upload

WEB = Path(app.web.__file__).parent
DEPENDENCIES = {"Input", "Output", "State"}


def components(part: object) -> Iterator[Component]:
    """Every component in a tree, in properties too."""
    if isinstance(part, Component):
        yield part
        for name in part._prop_names:
            yield from components(getattr(part, name, None))
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from components(one)
    elif isinstance(part, dict):
        for one in part.values():
            yield from components(one)


def ids_in(part: object) -> list[str]:
    return [name_of(one.id) for one in components(part) if getattr(one, "id", None) is not None]


def name_of(identifier: str | dict) -> str:
    """A pattern id by its type: what else it holds differs from one component to the next."""
    return identifier if isinstance(identifier, str) else f"pattern:{identifier['type']}"


@pytest.fixture(scope="module")
def layouts(desk) -> dict[str, Component]:
    """Every page as an admin sees it, on a desk that has photographs, decisions, a job and two people."""
    browser = desk.signed_in("admin")
    for seed in range(4):
        upload(browser, jpeg(400 + seed))
    for answer in ("ACCEPT", "REJECT", "ACCEPT", "REJECT"):
        browser.post("/api/decisions", json=verdict(browser.get("/api/next").json["item"], answer))
    admin = next(user for user in list_users(desk.deps, OPERATOR) if user.name == "admin")
    ask_retrain(desk.deps, admin, "recapture")
    assert latest_job(desk.deps, admin, "retrain", "recapture").active
    return {page.path: page.layout(desk.deps, Visit(admin, "recapture")) for page in shell.PAGES}


def frame() -> Component:
    user = User("u", "Maria", Role.ADMIN)
    with_frame = [shell.dcc.Location(id=shell.Ids.ADDRESS), html.Main(id=shell.Ids.PAGE), html.Div(id=shell.Ids.NOTICE)]
    return html.Div([header(user, shell.PAGES), *with_frame])


def test_no_page_has_an_id_twice(layouts):
    for path, layout in layouts.items():
        patterns = [json.dumps(one.id, sort_keys=True) for one in components(layout) if isinstance(getattr(one, "id", None), dict)]
        names = [name for name in ids_in(layout) if not name.startswith("pattern:")] + ids_in(frame()) + patterns
        assert [name for name, count in Counter(names).items() if count > 1] == [], path


def test_every_id_of_a_callback_is_on_some_page(desk, layouts):
    """Later parts of a page that only a callback draws are drawn here by the same functions."""
    known = set(ids_in(frame())) | {name for layout in layouts.values() for name in ids_in(layout)}
    known |= set(ids_in(log_grid(DecisionIds.GRID, 10)))
    known |= set(ids_in(desk_parts(desk))) | set(ids_in(models_parts(desk))) | {"pattern:user-enable", "pattern:held-let-go"}
    dash: GuardedDash = desk.server.extensions["loupe_dash"]
    named = {name_of(json.loads(item["id"]) if item["id"].startswith("{") else item["id"])
             for callback in dash.callback_map.values() for kind in ("inputs", "state") for item in callback[kind]}
    named |= {name_of(json.loads(one.split("}.")[0] + "}") if one.startswith("{") else one.rsplit(".", 1)[0])
              for output in dash.callback_map for one in output.strip(".").split("...")}
    assert sorted(named - known) == []


def desk_parts(desk) -> Component:
    """The panel beside a photograph that has a score."""
    from app.services.explain import explain_score
    from app.services.score import score_photo
    from app.services.show import show_photo
    from app.web.components.score_panel import score_panel

    photo_id = upload(desk.signed_in("admin"), jpeg(500)).json["photo"]["id"]
    score = score_photo(desk.deps, photo_id, "recapture")
    return score_panel(show_photo(desk.deps, OPERATOR, photo_id), score, explain_score(desk.deps, score), QUESTIONS["recapture"])


def models_parts(desk) -> list[Component]:
    """The two ways the actions of a version look."""
    from app.services.versions import list_versions
    from app.web.components.version_detail import version_detail
    from app.web.pages.models import Ids

    row = list_versions(desk.deps, OPERATOR, "recapture")[0]
    challenger = type(row)(**{**vars(row), "state": "challenger"})
    return [version_detail(one, None, "", QUESTIONS["recapture"], Ids, may_act=True, may_go_back=True) for one in (row, challenger)]


def test_ids_are_constants():
    """No id is written as a literal, neither in a layout nor in a callback."""
    literal = []
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            values = [keyword.value for keyword in node.keywords if keyword.arg == "id"]
            if getattr(node.func, "id", "") in DEPENDENCIES and node.args:
                values.append(node.args[0])
            literal += [f"{path.name}:{node.lineno}" for value in values if isinstance(value, ast.Constant)]
    assert literal == []


def test_no_page_registers_itself():
    """dash.register_page and a module's own @callback would be there once a process instead of once an application."""
    for path in WEB.rglob("*.py"):
        text = path.read_text()
        assert "register_page(" not in text and "\n@callback" not in text, path.name


