"""A prepared export holds exactly what a direct one does, is only for whoever asked, and is gone after a day."""

from __future__ import annotations

import os

import pytest

from app.domain import JobState, Role, User, Verdict
from app.errors import BadFilter, ExportGone, NotAllowed
from app.jobs.engine import work
from app.services.access import OPERATOR
from app.services.accounts import disable_user
from app.services.decision_log import Filters
from app.services.deps import Deps
from app.services.export import export_decisions
from app.services.export_job import ask_export, exported_file, latest_export
from app.services.review import decide, next_photo
from app.store import jobs
from tests.services.desk import verdict

REJECTED = Filters(verdict=Verdict.REJECT)


@pytest.fixture
def judged(deps: Deps, alice: User, add_photo) -> None:
    for seed in range(3):
        add_photo(seed)
    for said in (Verdict.ACCEPT, Verdict.REJECT, Verdict.REJECT):
        decide(deps, alice, verdict(next_photo(deps, alice, "recapture"), said))


@pytest.mark.parametrize("format", ["csv", "jsonl", "xlsx", "parquet"])
def test_the_file_is_what_a_direct_export_gives(deps: Deps, lead: User, judged: None, format: str) -> None:
    job = ask_export(deps, lead, REJECTED, format)
    assert work(deps, once=True) == 1
    path, name = exported_file(deps, lead, job.id)
    assert name.endswith(f".{format}") and path.stat().st_size > 0
    if format in ("csv", "jsonl"):
        assert path.read_bytes() == b"".join(export_decisions(deps, lead, REJECTED, format))
    assert latest_export(deps, lead).result["bytes"] == path.stat().st_size


def test_asking_twice_makes_one_file(deps: Deps, lead: User, judged: None) -> None:
    assert ask_export(deps, lead, REJECTED).id == ask_export(deps, lead, REJECTED).id != ask_export(deps, lead, Filters()).id


def test_it_is_for_nobody_else(deps: Deps, lead: User, alice: User, person, judged: None) -> None:
    job = ask_export(deps, lead, Filters())
    work(deps, once=True)
    for user in (alice, person("another lead", Role.LEAD)):
        assert latest_export(deps, user) is None
        with pytest.raises(NotAllowed):
            exported_file(deps, user, job.id)


def test_a_reviewer_gets_their_own_decisions(deps: Deps, alice: User, person, judged: None) -> None:
    bob = person("bob")
    job = ask_export(deps, bob, Filters())
    work(deps, once=True)
    assert len(exported_file(deps, bob, job.id)[0].read_text().splitlines()) == 1  # the head line


def test_it_is_not_there_before_it_is_made_nor_after_a_day(deps: Deps, lead: User, judged: None, clock) -> None:
    job = ask_export(deps, lead, Filters())
    with pytest.raises(ExportGone):
        exported_file(deps, lead, job.id)
    work(deps, once=True)
    path, _ = exported_file(deps, lead, job.id)
    clock.move(hours=25)
    assert latest_export(deps, lead) is None
    old = clock.now.timestamp() - 25 * 3600
    os.utime(path, (old, old))
    ask_export(deps, lead, REJECTED)
    work(deps, once=True)
    with pytest.raises(ExportGone):
        exported_file(deps, lead, job.id)


def test_somebody_disabled_since_gets_nothing(deps: Deps, alice: User, judged: None) -> None:
    job = ask_export(deps, alice, Filters())
    disable_user(deps, OPERATOR, "alice")
    work(deps, once=True)
    with deps.database.read() as session:
        assert jobs.get(session, job.id).state is JobState.FAILED


def test_what_cannot_be_exported_is_refused_at_once(deps: Deps, lead: User) -> None:
    with pytest.raises(BadFilter):
        ask_export(deps, lead, Filters(), "docx")
