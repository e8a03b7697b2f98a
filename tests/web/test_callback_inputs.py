"""Inputs of a callback are whatever a forger sends: never a fault that reaches the browser, never somebody else's rows."""

from __future__ import annotations

import pytest

from tests.web.callbacks import call
from tests.web.test_uploads import jpeg, upload

GARBAGE = [None, {}, [], "x" * 10_000, -1, 1e308, {"a": [None]}, ["'; DROP TABLE decisions; --"], True, [[]] * 1000]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_answered_without_a_fault(desk, client, garbage):
    dash, admin = desk.server.extensions["loupe_dash"], client("admin")
    for output in dash.callback_roles:
        declared = dash.callback_map[output]
        if any(item["id"].startswith("{") for kind in ("inputs", "state") for item in declared[kind]):
            continue
        values = {f"{item['id']}.{item['property']}": garbage for kind in ("inputs", "state") for item in declared[kind]}
        answer = call(admin, dash, output, values)
        assert answer.status_code in (200, 204, 400), (output, answer.text[:300])
        assert "Traceback" not in answer.text and "sqlalchemy" not in answer.text.lower()


def test_missing_inputs_are_no_fault(desk, client):
    dash = desk.server.extensions["loupe_dash"]
    for output in dash.callback_roles:
        answer = client("admin").post("/_dash-update-component", json={"output": output})
        assert "Traceback" not in answer.text


def test_a_reviewers_grid_holds_their_own_rows_whatever_they_ask_for(desk, client):
    from tests.web.test_log import grid_ids, verdict

    lead = client("lead")
    upload(lead, jpeg(600), "secret-of-lead.jpg")
    lead.post("/api/decisions", json=verdict(lead.get("/api/next").json["item"]))
    assert grid_ids(lead, {"text": "secret-of-lead"}) == ["secret-of-lead.jpg"]
    for reviewer in ("", "lead", "admin", "%"):
        assert "secret-of-lead.jpg" not in grid_ids(client("reviewer"), {"reviewer": reviewer})
