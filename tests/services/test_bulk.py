"""A bulk decision stores one row per photograph, leaves out what is not its to answer, and can be taken back."""

from __future__ import annotations

import pytest

from app.domain import QueueState, Role, Stage, User, Verdict
from app.errors import BadBulk, NotAllowed, NothingToUndo, UnknownReason
from app.services.bulk import MOST, BulkRequest, bulk_decide, take_back_bulk
from app.services.deps import Deps
from app.services.review import decide, next_photo, open_photo
from app.services.verify import verify_log
from app.store import decisions, queue
from tests.services.desk import verdict

ID = "0123456789abcdef"


@pytest.fixture
def four(add_photo) -> list[str]:
    return [add_photo(seed).id for seed in range(4)]


def bulk(photo_ids: list[str], said: Verdict = Verdict.REJECT, **more: object) -> BulkRequest:
    return BulkRequest(ID, "recapture", tuple(photo_ids), said, **more)  # type: ignore[arg-type]


def standing(deps: Deps, photo_id: str) -> list:
    with deps.database.read() as session:
        return decisions.standing(session, photo_id, "recapture")


def state(deps: Deps, photo_id: str) -> QueueState:
    with deps.database.read() as session:
        return queue.get(session, "recapture", photo_id).state


def test_each_photograph_gets_its_own_row_in_a_chain_that_verifies(deps: Deps, lead: User, four: list[str]) -> None:
    done = bulk_decide(deps, lead, bulk(four, reasons=("screen",), note="the whole batch is off a monitor"))
    assert (done.stored, done.left_out) == (4, {})
    for photo_id in four:
        (row,) = standing(deps, photo_id)
        assert (row.stage, row.label, row.reasons, row.reviewer_id) == (Stage.BULK, "recaptured", ("screen",), lead.id)
        assert row.note == "the whole batch is off a monitor" and state(deps, photo_id) == QueueState.DECIDED
    assert verify_log(deps, lead).rows == 4


def test_the_same_request_again_stores_nothing_twice(deps: Deps, lead: User, four: list[str]) -> None:
    assert bulk_decide(deps, lead, bulk(four)).stored == bulk_decide(deps, lead, bulk([*four, four[0]])).stored == 4
    assert all(len(standing(deps, photo_id)) == 1 for photo_id in four)


def test_what_is_decided_or_on_a_desk_is_left_out_and_said(deps: Deps, alice: User, lead: User, four: list[str]) -> None:
    decided = decide(deps, alice, verdict(next_photo(deps, alice, "recapture"))).decision
    held = next_photo(deps, alice, "recapture")
    done = bulk_decide(deps, lead, bulk(four))
    assert done.stored == 2 and done.left_out == {"already decided": 1, "somebody has it on their desk": 1}
    assert standing(deps, decided.photo_id) == [decided] and standing(deps, held.photo.id) == []
    assert decide(deps, alice, verdict(held)).decision.photo_id == held.photo.id


def test_taking_back_puts_all_but_later_answers_into_the_queue(deps: Deps, lead: User, four: list[str]) -> None:
    bulk_decide(deps, lead, bulk(four))
    later = decide(deps, lead, verdict(open_photo(deps, lead, "recapture", four[0]), Verdict.ACCEPT)).decision
    done = take_back_bulk(deps, lead, ID)
    assert done.stored == 3 and done.left_out == {"answered anew since": 1}
    assert standing(deps, four[0]) == [later] and all(standing(deps, one) == [] for one in four[1:])
    assert [state(deps, one) for one in four[1:]] == [QueueState.WAITING] * 3
    assert verify_log(deps, lead).rows == 8
    with pytest.raises(NothingToUndo):
        take_back_bulk(deps, lead, ID)


def test_a_photograph_taken_back_can_be_answered_by_the_same_lead(deps: Deps, lead: User, four: list[str]) -> None:
    bulk_decide(deps, lead, bulk(four))
    take_back_bulk(deps, lead, ID)
    assert next_photo(deps, lead, "recapture") is not None


@pytest.mark.parametrize(("change", "words"), [
    ({"photo_ids": ()}, "No photograph"), ({"photo_ids": tuple(str(n) for n in range(MOST + 1))}, "at most 500"),
    ({"verdict": Verdict.UNSURE}, "Unsure"), ({"id": "x' OR 1"}, "id"),
])
def test_an_impossible_request_says_why(deps: Deps, lead: User, four: list[str], change: dict, words: str) -> None:
    request = BulkRequest(**{"id": ID, "question": "recapture", "photo_ids": tuple(four), "verdict": Verdict.ACCEPT, **change})
    with pytest.raises(BadBulk, match=words):
        bulk_decide(deps, lead, request)
    with pytest.raises(UnknownReason):
        bulk_decide(deps, lead, bulk(four, reasons=("moon",)))
    assert all(standing(deps, photo_id) == [] for photo_id in four)


def test_reviewers_cannot(deps: Deps, alice: User, person, four: list[str]) -> None:
    for user in (alice, person("bob", Role.REVIEWER)):
        with pytest.raises(NotAllowed):
            bulk_decide(deps, user, bulk(four))
        with pytest.raises(NotAllowed):
            take_back_bulk(deps, user, ID)


def test_a_photograph_that_does_not_exist_is_left_out(deps: Deps, lead: User, four: list[str]) -> None:
    done = bulk_decide(deps, lead, bulk([*four, "nothing"]))
    assert done.stored == 4 and done.left_out == {"not in the queue of this question": 1}


def test_taking_back_what_was_never_done_says_so(deps: Deps, lead: User) -> None:
    with pytest.raises(NothingToUndo, match="no such"):
        take_back_bulk(deps, lead, "ffffffffffff")
