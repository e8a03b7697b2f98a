"""Second reads: who gets one, where a photo goes after it under each rule, and what it is held to be in the end."""

from __future__ import annotations

from itertools import product

import pytest

from app.domain import Decision, QueueState, Stage, User, Verdict
from app.errors import AlreadyDecided, NothingToSettle
from app.services.adjudicate import list_disagreements, open_disagreement, settle
from app.services.deps import Deps
from app.services.final_label import Settled, final_label
from app.services.policies import change_policy
from app.services.policy import Policy, Rule
from app.services.review import decide, next_photo, open_photo
from app.services.rule_effects import rule_effects
from app.services.score import score_photo
from app.services.second_read import drawn_for_second_read
from app.store import decisions, queue
from tests.services.desk import verdict
from tests.store.makers import NOON

Q = "recapture"
A, R, U = Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE
SECOND, LEAD, DECIDED = QueueState.SECOND, QueueState.LEAD, QueueState.DECIDED


def standing(deps: Deps, photo_id: str) -> list:
    with deps.database.read() as session:
        return decisions.standing(session, photo_id, Q)


def state_of(deps: Deps, photo_id: str) -> QueueState:
    with deps.database.read() as session:
        return queue.get(session, Q, photo_id).state


def read_by(deps: Deps, readers: list[User], photo_id: str, *said: Verdict) -> None:
    for reader, answer in zip(readers, said, strict=False):
        decide(deps, reader, verdict(open_photo(deps, reader, Q, photo_id), answer))


@pytest.fixture
def readers(person) -> list[User]:
    return [person(name) for name in ("ada", "ben", "cleo")]


@pytest.mark.parametrize(("rule", "said", "state", "final"), [
    ("arbitrate", (A, A), DECIDED, A), ("arbitrate", (A, R), LEAD, None), ("arbitrate", (U, R), DECIDED, R),
    ("arbitrate", (A, U), DECIDED, A), ("arbitrate", (U, U), LEAD, None), ("any_reject", (A, R), DECIDED, R),
    ("any_reject", (R, A), DECIDED, R), ("any_reject", (U, U), LEAD, None), ("majority", (A, R), SECOND, None),
    ("majority", (A, R, R), DECIDED, R), ("majority", (A, R, U), LEAD, None), ("majority", (U, U), LEAD, None),
    ("majority", (A, A), DECIDED, A)])
def test_where_a_photo_goes(deps: Deps, lead: User, readers, add_photo, rule, said, state, final) -> None:
    change_policy(deps, lead, Q, {"second_read_share": 1, "rule": rule})
    photo = add_photo(1)
    read_by(deps, readers, photo.id, *said)
    assert state_of(deps, photo.id) == state
    assert final_label(standing(deps, photo.id), Rule(rule)).verdict == final
    stages = [one.stage for one in standing(deps, photo.id)]
    assert stages[0] == Stage.OPEN and set(stages[1:]) == {Stage.SECOND}


def test_the_share_is_drawn_for_good_and_grows_with_the_share(deps: Deps, add_photo) -> None:
    for seed in range(3):
        add_photo(seed)
    with deps.database.read() as session:
        entries = queue.peek(session, Q, "oldest", None, 9)
    for entry, (low, high) in product(entries, [(0.0, 0.2), (0.2, 0.7), (0.7, 1.0)]):
        drawn = [drawn_for_second_read(entry, Policy(second_read_share=share)) for share in (low, high)]
        assert drawn == sorted(drawn) and drawn[0] == drawn_for_second_read(entry, Policy(second_read_share=low))
    assert all(drawn_for_second_read(entry, Policy(second_read_share=1)) for entry in entries)
    assert not any(drawn_for_second_read(entry, Policy()) for entry in entries)


def test_unsure_can_go_to_a_lead_at_once(deps: Deps, lead: User, readers, add_photo) -> None:
    change_policy(deps, lead, Q, {"second_read_unsure": False})
    photo = add_photo(1)
    read_by(deps, readers, photo.id, U)
    assert state_of(deps, photo.id) == LEAD


def test_a_mind_changed_by_the_score_moves_the_photo_on(deps: Deps, lead: User, readers, add_photo) -> None:
    change_policy(deps, lead, Q, {"blind": "on", "second_read_share": 1})
    photo = add_photo(1)
    score_photo(deps, photo.id, Q)
    for reader, first, second in ((readers[0], U, A), (readers[1], R, A)):
        shown = decide(deps, reader, verdict(open_photo(deps, reader, Q, photo.id), first)).next
        assert shown.revealing and next_photo(deps, readers[2], Q) is None
        decide(deps, reader, verdict(shown, second))
    assert [(one.stage, one.verdict) for one in standing(deps, photo.id)] == [(Stage.REVEALED, A), (Stage.REVEALED, A)]
    assert state_of(deps, photo.id) == DECIDED
    with deps.database.read() as session:
        assert [one.stage for one in decisions.of_photo(session, photo.id, Q)] == [
            Stage.BLIND, Stage.REVEALED, Stage.SECOND, Stage.REVEALED]


def test_a_lead_settles_what_reviewers_answered_without_seeing_who(deps: Deps, lead: User, readers, add_photo) -> None:
    change_policy(deps, lead, Q, {"second_read_share": 1})
    photo, other = add_photo(1), add_photo(2)
    read_by(deps, readers, photo.id, A, R)
    listed = list_disagreements(deps, lead, Q)
    assert listed.total == 1 and [row.photo.id for row in listed.rows] == [photo.id] and listed.next_cursor is None
    item = open_disagreement(deps, lead, Q, photo.id)
    assert [(read.name, read.verdict) for read in item.reads] == [("A", A), ("B", R)] == [
        (read.name, read.verdict) for read in listed.rows[0].reads]
    assert item.decided is None and not any(reader.id in repr(item) for reader in readers)
    request = verdict(item, R)
    done, again = settle(deps, lead, request), settle(deps, lead, request)
    assert done.decision.stage == Stage.ADJUDICATED and done.next is None and again.repeated
    assert len(standing(deps, photo.id)) == 3 and state_of(deps, photo.id) == DECIDED
    outcome = final_label(standing(deps, photo.id))
    assert (outcome.verdict, outcome.label, outcome.by) == (R, "recaptured", Settled.ADJUDICATED)
    with pytest.raises(AlreadyDecided, match="settled"):
        decide(deps, readers[0], verdict(open_photo(deps, readers[0], Q, photo.id), R))
    for photo_id in (photo.id, other.id):
        with pytest.raises(NothingToSettle):
            open_disagreement(deps, lead, Q, photo_id)


def test_disagreements_come_in_pages(deps: Deps, lead: User, readers, add_photo, clock) -> None:
    change_policy(deps, lead, Q, {"second_read_share": 1})
    for seed in range(3):
        read_by(deps, readers, add_photo(seed).id, A, R)
        clock.move(seconds=1)
    first = list_disagreements(deps, lead, Q, limit=2)
    rest = list_disagreements(deps, lead, Q, limit=2, after=first.next_cursor)
    assert (len(first.rows), len(rest.rows), first.total, rest.next_cursor) == (2, 1, 3, None)
    assert first.rows[0].since < first.rows[1].since < rest.rows[0].since


def test_what_each_rule_would_have_done(deps: Deps, lead: User, readers, add_photo) -> None:
    change_policy(deps, lead, Q, {"second_read_share": 1})
    settled = {}
    for seed, (said, word) in enumerate([((A, A), None), ((R, R), None), ((A, R), A), ((R, A), R), ((U, U), R)]):
        photo = add_photo(seed)
        read_by(deps, readers, photo.id, *said)
        if word is not None:
            settle(deps, lead, verdict(open_disagreement(deps, lead, Q, photo.id), word))
            settled[photo.id] = word
    effects = {one.rule: one for one in rule_effects(deps, lead, Q)}
    assert [(rule, one.photos, one.to_lead, one.third_reads, one.rejected, one.changed) for rule, one in effects.items()] == [
        (Rule.ANY_REJECT, 5, 1, 0, 3, 1), (Rule.MAJORITY, 5, 3, 2, 1, 0), (Rule.ARBITRATE, 5, 3, 0, 1, 0)]
    any_reject = effects[Rule.ANY_REJECT]
    assert (any_reject.sensitivity.count, any_reject.sensitivity.n) == (2, 2)
    assert (any_reject.precision.count, any_reject.precision.n) == (2, 3)
    assert effects[Rule.ARBITRATE].precision.value == 1.0


def test_many_labels_agree_only_when_they_are_the_same() -> None:
    def said(answer: Verdict, label: str | None, stage: Stage = Stage.OPEN) -> Decision:
        return Decision("d", 1, "p", "camera", answer, label, "x", (), stage, None, None, None, "r", None, NOON, "", "")

    assert final_label([]).by is None
    alone = said(A, "Nexus 6", Stage.AUTOMATIC)
    assert (final_label([alone]).label, final_label([alone, said(R, "iPhone 6")]).label) == ("Nexus 6", "iPhone 6")
    assert final_label([said(R, "iPhone 6"), said(R, "iPhone 6")]).by is Settled.AGREED
    for rule, label, by in ((Rule.ANY_REJECT, None, Settled.RULE), (Rule.ARBITRATE, None, None), (Rule.MAJORITY, None, None)):
        found = final_label([said(R, "iPhone 6"), said(R, "Nexus 6")], rule)
        assert (found.label, found.by) == (label, by)
    three = [said(R, "iPhone 6"), said(R, "Nexus 6"), said(R, "Nexus 6", Stage.SECOND)]
    assert final_label(three, Rule.MAJORITY).label == "Nexus 6"
    assert final_label([*three, said(U, None, Stage.ADJUDICATED)]).by is Settled.ADJUDICATED
