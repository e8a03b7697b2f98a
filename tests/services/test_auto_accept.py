"""Nothing is accepted without a person unless the policy says so and the champion can promise it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.domain import Abstention, ModelVersion, QueueState, Role, Score, Stage, User, Verdict
from app.errors import NotAllowed
from app.learning.acceptance import Acceptance
from app.questions import question_named
from app.services.access import OPERATOR
from app.services.accounts import change_role, enable_user, set_password
from app.services.auto_accept import accept_sure, auto_accept_promise
from app.services.auto_accept_concerns import auto_accept_concerns
from app.services.deps import Deps
from app.services.policies import change_policy
from app.services.report import SilentReport
from app.services.review import open_photo
from app.services.verdict import decide
from app.services.verify import verify_log
from app.services.watch import run_watch
from app.store import automatic, champions, decisions, label_sources, queue, scores, versions
from app.store.ids import new_id
from tests.services.desk import verdict
from tests.store.insights.story import CLAIM, OTHER, Story
from tests.store.makers import make_photos

QUESTION = "recapture"
TAIL = tuple(0.99 - 0.002 * place for place in range(40))  # of 399 photographs: 0.97 at an error of 2.5 %
ON = {"auto_accept": {"enabled": True, "error": 0.025}, "audit_share": 0.2}


@dataclass
class Gate:
    """A desk whose champion v1 carries a promise."""

    deps: Deps
    lead: User

    def promote(self, name: str, acceptance: dict | None) -> None:
        with self.deps.database.begin() as session:
            versions.add(session, ModelVersion(name, QUESTION, "s", "0" * 64, "x", "h", {"acceptance": acceptance}, None, False,
                                               self.deps.clock()))
            champions.promote(session, QUESTION, name, None, self.deps.clock())

    def policy(self, **changes: object) -> None:
        change_policy(self.deps, self.lead, QUESTION, changes)

    def photo(self, rank: float = 0.5) -> str:
        with self.deps.database.begin() as session:
            photo_id = make_photos(session, 1)[0]
            session.exec_driver_sql("UPDATE queue_entries SET rank = ? WHERE photo_id = ?", (rank, photo_id))
        return photo_id

    def score(self, photo_id: str, probability: float = 0.98, **changes: object) -> bool:
        """Scores it as ingest does; whether it was accepted."""
        standard = dict(id=new_id(), photo_id=photo_id, question=QUESTION, model_version="v1",
                        probabilities={CLAIM: probability, OTHER: 1 - probability}, suggestion=CLAIM, abstention=None, in_domain=True,
                        low_resolution=False, contributions={}, scored_at=self.deps.clock())
        score = Score(**{**standard, **changes})  # type: ignore[arg-type]
        with self.deps.database.begin() as session:
            stored = scores.add(session, score)
            queue.rescore(session, QUESTION, photo_id, stored.id, 0.1)
            return accept_sure(self.deps, session, QUESTION, [stored]) == 1

    def audited_wrong(self, count: int, right: int) -> None:
        """So many recaptured audited photographs that v1 would have accepted, and so many that it would not."""
        with self.deps.database.begin() as session:
            story = Story(session)
            for number in range(count + right):
                probability = 0.99 if number < count else 0.7
                story.says(f"Reader {count}", story.photo(), OTHER, drawn_by="audit", suggestion=CLAIM, probability=probability)


@pytest.fixture
def gate(deps: Deps, lead: User) -> Gate:
    made = Gate(deps, lead)
    made.promote("v1", Acceptance(399, TAIL).as_dict())
    return made


def test_it_is_off_until_a_lead_switches_it_on(gate: Gate) -> None:
    assert not gate.score(gate.photo())
    gate.policy(**ON)
    assert gate.score(gate.photo())


def test_only_what_is_surely_the_claim_is_accepted(gate: Gate) -> None:
    gate.policy(**ON)
    promised = auto_accept_promise(gate.deps, gate.lead, QUESTION)
    assert promised.threshold == TAIL[9] and promised.refused is None and promised.photos == 399
    assert not gate.score(gate.photo(), promised.threshold)
    assert gate.score(gate.photo(), promised.threshold + 0.001)
    for doubt in ({"suggestion": "cannot_tell", "abstention": Abstention.OUT_OF_DOMAIN}, {"in_domain": False}, {"low_resolution": True},
                  {"suggestion": OTHER}, {"model_version": "v0"}):
        assert not gate.score(gate.photo(), **doubt), doubt


def test_the_audit_sample_goes_to_people_however_sure_the_score(gate: Gate) -> None:
    gate.policy(**ON)
    assert not gate.score(gate.photo(rank=0.19)) and gate.score(gate.photo(rank=0.21))


def test_what_somebody_has_or_had_is_left_to_people(gate: Gate) -> None:
    gate.policy(**ON)
    held, opened, answered = (gate.photo() for _ in range(3))
    item = open_photo(gate.deps, gate.lead, QUESTION, answered)
    decide(gate.deps, gate.lead, verdict(item, Verdict.UNSURE), lease_another=False)
    open_photo(gate.deps, gate.lead, QUESTION, opened)
    with gate.deps.database.begin() as session:
        session.exec_driver_sql("UPDATE queue_entries SET held = 1 WHERE photo_id = ?", (held,))
    assert not any(gate.score(photo) for photo in (held, opened, answered))


def test_the_log_says_who_it_was_and_verifies(gate: Gate) -> None:
    gate.policy(**ON)
    photo = gate.photo()
    gate.score(photo)
    gate.score(photo)
    with gate.deps.database.read() as session:
        [made] = decisions.of_photo(session, photo, QUESTION)
        assert (made.stage, made.verdict, made.label, made.reviewer_id) == (Stage.AUTOMATIC, Verdict.ACCEPT, CLAIM, automatic.AUTOMATIC_ID)
        assert made.score_id is not None and queue.get(session, QUESTION, photo).state == QueueState.DECIDED
    assert verify_log(gate.deps, OPERATOR).rows == 1


def test_it_is_never_a_label_and_a_lead_decides_anew(gate: Gate) -> None:
    gate.policy(**ON)
    photo = gate.photo()
    gate.score(photo)
    with gate.deps.database.read() as session:
        assert decisions.count_labelled(session, QUESTION) == {} and list(label_sources.label_sources(session, QUESTION)) == []
    item = open_photo(gate.deps, gate.lead, QUESTION, photo)
    decide(gate.deps, gate.lead, verdict(item, Verdict.REJECT), lease_another=False)
    with gate.deps.database.read() as session:
        assert [one.decision.label for one in label_sources.label_sources(session, QUESTION)] == [OTHER]
        assert [one.label for one in decisions.standing(session, photo, QUESTION)][-1] == OTHER


@pytest.mark.parametrize(("changes", "why"), [
    ({"auto_accept": {"enabled": True, "error": 0.001}}, "at least 999 are needed"), ({"audit_share": 0.0}, "audit share of at least 1 %"),
    ({"auto_accept": {"enabled": True, "error": 0.15}}, "choose a smaller error")])
def test_what_cannot_be_promised_is_refused_with_the_reason(gate: Gate, changes: dict, why: str) -> None:
    gate.policy(**{**ON, **changes})
    promised = auto_accept_promise(gate.deps, gate.lead, QUESTION)
    assert promised.threshold is None and why in promised.refused
    assert not gate.score(gate.photo(), 0.9999)


def test_a_version_without_a_measured_promise_accepts_nothing_and_the_watch_says_so(gate: Gate) -> None:
    gate.promote("v2", None)
    gate.policy(**ON)
    assert "can promise nothing" in auto_accept_promise(gate.deps, gate.lead, QUESTION).refused
    assert not gate.score(gate.photo(), 0.9999, model_version="v2")
    with gate.deps.database.read() as session:
        assert ["accepts nothing" in one.text for one in auto_accept_concerns(session, question_named(QUESTION))] == [True]


def test_audited_photographs_that_contradict_the_promise_stop_it_until_they_no_longer_do(gate: Gate) -> None:
    gate.policy(**ON)
    gate.audited_wrong(6, 40)
    run_watch(gate.deps, QUESTION, SilentReport())
    assert "contradict" in auto_accept_promise(gate.deps, gate.lead, QUESTION).refused
    assert not gate.score(gate.photo())
    gate.audited_wrong(0, 400)
    run_watch(gate.deps, QUESTION, SilentReport())
    assert gate.score(gate.photo())


def test_while_it_is_off_the_watch_says_nothing_of_it(gate: Gate) -> None:
    gate.audited_wrong(20, 20)
    with gate.deps.database.read() as session:
        assert auto_accept_concerns(session, question_named(QUESTION)) == []


def test_nobody_can_be_the_programs_account(gate: Gate) -> None:
    gate.policy(**ON)
    gate.score(gate.photo())
    for act in (enable_user, lambda *who: set_password(*who, "four quiet green bicycles"), lambda *who: change_role(*who, Role.ADMIN)):
        with pytest.raises(NotAllowed, match="program's own"):
            act(gate.deps, OPERATOR, automatic.AUTOMATIC_NAME)
