"""A new alert is told to a real server: once, without names, and again until it is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.config import Settings
from app.errors import BadSetting, WebhookRefused
from app.services.deps import Deps
from app.services.webhook import ask_webhook, send_alert
from app.store import alerts, jobs
from tests.services.listener import Listener, listening

DETAILS = {"version": "v1", "n": 40, "net": -0.12, "reviewer_id": "0123abcd", "name": "Ada Lovelace"}


def told(deps: Deps, address: str | None) -> tuple[Deps, str]:
    """A desk with that address and an alert that stands."""
    desk = replace(deps, settings=replace(deps.settings, alert_webhook=address))
    with desk.database.begin() as session:
        alert = alerts.raise_alert(session, "bias", "recapture", "The score does net harm.", DETAILS, "recapture:bias", desk.clock())
        assert alert is not None
        ask_webhook(desk, session, alert)
        ask_webhook(desk, session, alert)
    return desk, alert.id


def only(heard: Listener) -> dict:
    [request] = heard.got
    return request


def test_it_is_told_in_json_and_names_nobody(deps: Deps) -> None:
    with listening() as heard:
        desk, alert = told(deps, heard.address)
        assert send_alert(desk, alert) == {"status": 204}
    body = only(heard)["body"]
    assert only(heard)["type"] == "application/json" and only(heard)["path"] == "/hook"
    assert body["text"] == "The score does net harm." and body["version"] == "v1" and body["figures"] == {"n": 40, "net": -0.12}
    assert "Ada" not in str(body) and "0123abcd" not in str(body)


def test_one_job_is_asked_for_and_none_without_an_address(deps: Deps) -> None:
    desk, _ = told(deps, "https://alerts.example/hook")
    with desk.database.begin() as session:
        assert [job.payload for job in jobs.recent(session, 9, "webhook")] == [{"alert": alerts.standing(session, "recapture")[0].id}]
        alerts.clear(session, "recapture:bias", desk.clock())
    quiet, alert = told(deps, None)
    with quiet.database.read() as session:
        assert len(jobs.recent(session, 9, "webhook")) == 1
    assert send_alert(quiet, alert) == {"status": None}


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_what_may_pass_is_an_error_that_jobs_try_again(deps: Deps, status: int) -> None:
    with listening(status) as heard:
        desk, alert = told(deps, heard.address)
        with pytest.raises(OSError, match=str(status)):
            send_alert(desk, alert)


@pytest.mark.parametrize("status", [301, 400, 404])
def test_what_will_not_pass_is_refused_and_redirects_are_not_followed(deps: Deps, status: int) -> None:
    with listening(status) as heard:
        desk, alert = told(deps, heard.address)
        with pytest.raises(WebhookRefused):
            send_alert(desk, alert)
    assert only(heard)["path"] == "/hook"


def test_nobody_there_is_an_error_that_jobs_try_again(deps: Deps) -> None:
    with listening() as heard:
        desk, alert = told(deps, heard.address)
    with pytest.raises(OSError):
        send_alert(desk, alert)


@pytest.mark.parametrize(("address", "fits"), [
    ("https://alerts.example/x?key=1", True), ("http://localhost:9000/x", True), ("http://127.0.0.1/x", True), ("http://[::1]:9/x", True),
    ("http://alerts.example/x", False), ("http://localhost.example/x", False), ("ftp://localhost/x", False), ("https://", False),
    ("alerts", False)])
def test_only_addresses_that_nobody_reads_on_the_way_are_taken(address: str, fits: bool) -> None:
    environment = {"LOUPE_ALERT_WEBHOOK": address}
    if fits:
        assert Settings.from_environment(environment).alert_webhook == address
    else:
        with pytest.raises(BadSetting, match="LOUPE_ALERT_WEBHOOK"):
            Settings.from_environment(environment)
