"""Which photographs are sorted by another version's score, and moving many at once."""

from __future__ import annotations

from app.domain import QueueState
from app.store import decisions, queue, scores
from app.store.engine import Database
from app.store.queue_scores import Rescored, count_out_of_date, out_of_date, rescore_many
from tests.store.makers import a_decision, a_score, make_photos, make_user

Q = "recapture"
OLD, NEW = "2026.11-1", "2026.11-2"


def test_only_open_photographs_without_this_versions_score_are_out_of_date(database: Database) -> None:
    with database.begin() as session:
        me, ids = make_user(session).id, sorted(make_photos(session, 5))
        for photo_id, version in zip(ids[:3], (OLD, NEW, OLD), strict=True):
            score = scores.add(session, a_score(photo_id, version))
            queue.rescore(session, Q, photo_id, score.id, 0.5)
        decided = decisions.record(session, a_decision(ids[2], me)).decision
        queue.settle(session, Q, ids[2], QueueState.DECIDED, decided.id, me)
        assert out_of_date(session, Q, NEW, "", 9) == [ids[0], ids[3], ids[4]]
        assert out_of_date(session, Q, NEW, ids[0], 1) == [ids[3]]
        assert count_out_of_date(session, Q, NEW) == 3 and count_out_of_date(session, "film", NEW) == 0


def test_many_move_at_once_and_what_is_not_in_the_queue_is_left_alone(database: Database) -> None:
    with database.begin() as session:
        ids = sorted(make_photos(session, 3))
        given = [scores.add(session, a_score(photo_id, NEW)) for photo_id in ids]
        rescore_many(session, Q, [Rescored(score.photo_id, score.id, number / 4) for number, score in enumerate(given)])
        rescore_many(session, "film", [Rescored(ids[0], given[0].id, 0.9)])
        rescore_many(session, Q, [])
        assert [entry.photo_id for entry in queue.peek(session, Q, "uncertain", None, 9)] == ids[::-1]
        assert [queue.get(session, Q, one).score_id for one in ids] == [score.id for score in given]  # type: ignore[union-attr]
        assert count_out_of_date(session, Q, NEW) == 0
