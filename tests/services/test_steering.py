"""Leads give photographs to a reviewer or hold them back; what is on a desk stays there."""

from __future__ import annotations

import pytest

from app.domain import Role, User
from app.errors import BadFilter, NotAllowed, NothingToUndo, UserNotFound
from app.services.access import OPERATOR
from app.services.accounts import disable_user
from app.services.assign import assign, take_back_assigned
from app.services.deps import Deps
from app.services.hold import held_photos, hold
from app.services.review import coming_photos, decide, next_photo, open_photo, release, skip
from app.store import audit, decisions
from app.store.tables import decisions as decision_table
from tests.services.desk import verdict

Q = "recapture"


def handed(deps: Deps, user: User) -> list[str]:
    """What this person is handed when they pass everything on."""
    item, seen = next_photo(deps, user, Q), []
    while item is not None:
        seen.append(item.photo.id)
        item = skip(deps, user, Q, item.photo.id, item.lease_id)
    return seen


def test_an_assigned_photo_comes_first_there_and_nowhere_else(deps: Deps, alice: User, lead: User, person, add_photo) -> None:
    ids, bob = [add_photo(seed).id for seed in range(4)], person("bob")
    assert assign(deps, lead, Q, "bob", ids[2:3]).photos == 1
    first = next_photo(deps, bob, Q)
    assert first.photo.id == ids[2]
    done = decide(deps, bob, verdict(first))
    with deps.database.read() as session:
        why = session.execute(decision_table.select().where(decision_table.c.id == done.decision.id)).one().drawn_by
    assert why == "assigned"
    assert set(handed(deps, alice)) | {done.next.photo.id} == set(ids) - {ids[2]}


def test_a_whole_batch_can_be_given_and_taken_back(deps: Deps, alice: User, lead: User, person, add_photo) -> None:
    spring = {add_photo(seed, batch="spring").id for seed in range(2)}
    other = add_photo(7).id
    coming_photos(deps, alice, Q)  # what is only reserved is given away all the same
    bob = person("bob")
    assert assign(deps, lead, Q, "bob", batch="spring").photos == 2
    assert handed(deps, alice) == [other] and set(handed(deps, bob)[:2]) == spring
    assert assign(deps, lead, Q, None, batch="spring").photos == 2
    assert set(handed(deps, person("cleo"))) == spring | {other}


def test_taking_an_assignment_back_leaves_each_photo_with_whom_it_waited_for_before(deps: Deps, lead: User, person, add_photo) -> None:
    ids = [add_photo(seed, batch="spring").id for seed in range(4)]
    bob, cleo = person("bob"), person("cleo")
    assign(deps, lead, Q, "bob", ids[:1])
    assign(deps, lead, Q, "cleo", ids[1:2])
    made = assign(deps, lead, Q, "cleo", batch="spring")
    assert (made.photos, made.moved) == (4, 3)  # one waited for her already
    item = next_photo(deps, cleo, Q)
    following = decide(deps, cleo, verdict(item)).next  # what was answered since stays answered
    release(deps, cleo, Q, following.photo.id, following.lease_id)
    answered = item.photo.id
    back = [one for one in ids if one not in (answered, ids[1])]
    assert take_back_assigned(deps, lead, made.id) == len(back)
    seen_by_bob = handed(deps, bob)
    assert set(seen_by_bob) == set(back) and (answered == ids[0] or seen_by_bob[0] == ids[0])
    with deps.database.read() as session:
        (entry,) = [one for one in audit.page(session, 9) if one.target == made.id and one.action == "queue.assigned"]
    assert sorted(sum(entry.details["before"].values(), [])) == sorted(one for one in ids if one != ids[1])  # each photo is on record
    with pytest.raises(NothingToUndo):
        take_back_assigned(deps, lead, made.id)


def test_what_waited_for_a_reviewer_who_is_gone_goes_back_to_everybody(deps: Deps, alice: User, lead: User, person, add_photo) -> None:
    photo = add_photo(1)
    person("ada", Role.ADMIN)
    person("bob")
    person("cleo")
    assign(deps, lead, Q, "bob", [photo.id])
    made = assign(deps, lead, Q, "cleo", [photo.id])
    disable_user(deps, OPERATOR, "bob")
    assert take_back_assigned(deps, lead, made.id) == 1
    assert next_photo(deps, alice, Q).photo.id == photo.id


def test_what_somebody_else_was_given_since_stays_there(deps: Deps, lead: User, person, add_photo) -> None:
    photo, bob = add_photo(1), person("bob")
    person("cleo")
    made = assign(deps, lead, Q, "cleo", [photo.id])
    assign(deps, lead, Q, "bob", [photo.id])
    for assignment in (made.id, "no-such-assignment"):
        with pytest.raises(NothingToUndo):
            take_back_assigned(deps, lead, assignment)
    assert handed(deps, bob) == [photo.id]


def test_a_disabled_account_leaves_nothing_behind(deps: Deps, alice: User, lead: User, person, add_photo) -> None:
    person("ada", Role.ADMIN)
    person("bob")
    photo = add_photo(1)
    assign(deps, lead, Q, "bob", [photo.id])
    assert next_photo(deps, alice, Q) is None
    disable_user(deps, OPERATOR, "bob")
    assert next_photo(deps, alice, Q).photo.id == photo.id
    with pytest.raises(UserNotFound):
        assign(deps, lead, Q, "bob", [photo.id])


def test_held_photos_are_handed_to_nobody_until_let_go(deps: Deps, alice: User, lead: User, add_photo) -> None:
    ids = [add_photo(seed).id for seed in range(3)]
    item = next_photo(deps, alice, Q)
    others = [one for one in ids if one != item.photo.id]
    assert hold(deps, lead, Q, ids) == 3 and hold(deps, lead, Q, ids) == 0
    assert {photo.id for photo in held_photos(deps, lead, Q)} == set(ids)
    looked = open_photo(deps, alice, Q, others[0])
    assert looked.lease_id is None and "holds" in looked.trouble
    assert decide(deps, alice, verdict(item)).next is None  # what was on the desk could still be answered
    assert hold(deps, lead, Q, others[:1], held=False) == 1
    assert handed(deps, alice) == others[:1]


def test_only_leads_steer_and_each_act_is_on_record(deps: Deps, alice: User, lead: User, add_photo) -> None:
    photo = add_photo(1)
    for forbidden in (lambda: assign(deps, alice, Q, "alice", [photo.id]), lambda: hold(deps, alice, Q, [photo.id]),
                      lambda: held_photos(deps, alice, Q), lambda: take_back_assigned(deps, alice, "x")):
        with pytest.raises(NotAllowed):
            forbidden()
    for vague in ({}, {"photo_ids": [photo.id], "batch": "spring"}):
        with pytest.raises(BadFilter):
            assign(deps, lead, Q, "alice", **vague)
        with pytest.raises(BadFilter):
            hold(deps, lead, Q, **vague)
    assign(deps, lead, Q, "alice", [photo.id])
    hold(deps, lead, Q, [photo.id])
    with deps.database.read() as session:
        assert {"queue.assigned", "queue.held"} <= {one.action for one in audit.page(session, 9)}
        assert decisions.last_own(session, alice.id, Q) == []
