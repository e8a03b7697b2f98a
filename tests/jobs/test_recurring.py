"""A watch comes back by itself, once however many workers look, and a webhook is tried until it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain import JobState
from app.jobs.engine import work
from app.jobs.recurring import WATCH_EVERY, ask_for_due
from app.jobs.tasks import TASKS
from app.services.deps import Deps
from app.services.webhook import ask_webhook
from app.store import alerts, jobs
from tests.services.listener import listening


def watches(deps: Deps) -> list:
    with deps.database.read() as session:
        return jobs.recent(session, 99, "watch")


def test_a_watch_is_due_every_hour_and_asked_for_once(deps: Deps, clock) -> None:
    first = ask_for_due(deps)
    assert first == len(watches(deps)) > 0
    assert ask_for_due(deps) == 0
    work(deps, once=True, tasks=TASKS)
    assert all(job.state == JobState.DONE for job in watches(deps))
    clock.ahead += WATCH_EVERY - timedelta(minutes=1)
    assert ask_for_due(deps) == 0
    clock.ahead += timedelta(minutes=2)
    assert ask_for_due(deps) == first


def test_a_busy_address_is_told_again_after_a_pause_until_it_takes_the_alert(deps: Deps, clock) -> None:
    with listening(503, 503, 503, 503, 200) as heard:
        desk = replace(deps, settings=replace(deps.settings, alert_webhook=heard.address))
        with desk.database.begin() as session:
            alert = alerts.raise_alert(session, "bias", "recapture", "Harm.", {}, "recapture:bias", desk.clock())
            ask_webhook(desk, session, alert)  # type: ignore[arg-type]
        for _ in range(5):
            work(desk, once=True, tasks=TASKS)
            assert work(desk, once=True, tasks=TASKS) == 0, "it waits before it tries again"
            clock.ahead += timedelta(minutes=20)
        with desk.database.read() as session:
            [job] = jobs.recent(session, 9, "webhook")
        assert job.state == JobState.DONE and job.result == {"status": 200} and len(heard.got) == 5
