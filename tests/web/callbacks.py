"""Call a Dash callback through its real route, as the page does."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient


def output_named(app, *parts: str) -> str:
    """The output of the one callback whose name holds all of these parts and that runs on the server."""
    found = [output for output in app.callback_roles if all(part in output for part in parts)]
    assert len(found) == 1, found
    return found[0]


def call(browser: FlaskClient, app, output: str, values: dict[str, Any], trigger: str | None = None):
    """The answer of a callback.  values: "id.property" -> value, null where missing; trigger: what changed, the first input if none."""
    declared = app.callback_map[output]
    inputs, state = ([dict(item, value=values.get(f"{item['id']}.{item['property']}")) for item in declared[kind]]
                     for kind in ("inputs", "state"))
    names = output.strip(".").split("...") if output.startswith("..") else [output]
    outputs = [{"id": name.rsplit(".", 1)[0], "property": name.rsplit(".", 1)[1]} for name in names]
    body = {"output": output, "outputs": outputs if output.startswith("..") else outputs[0], "inputs": inputs, "state": state,
            "changedPropIds": [trigger or f"{inputs[0]['id']}.{inputs[0]['property']}"]}
    return browser.post("/_dash-update-component", json=body)
