"""Many people at the same time: nothing is stored twice, nothing is lost."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from app.domain import Origin, User, Verdict
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.ingest import receive
from app.services.review import VerdictRequest, decide, next_photo, progress
from app.services.score import score_photo
from app.services.verify import verify_log
from app.store import decisions
from tests.photos.pictures import encode, picture


def test_every_photo_is_decided_once_by_whoever_was_first(deps: Deps, person, add_photo) -> None:
    photos = [add_photo(seed).id for seed in range(10)]
    people = [person(f"reviewer {number}") for number in range(4)]

    def judge_all(user: User) -> int:
        item, count = next_photo(deps, user, "recapture", "random"), 0
        while item is not None:
            request = VerdictRequest(str(uuid.uuid4()), item.photo.id, "recapture", Verdict.ACCEPT, item.lease_id, order="random")
            item, count = decide(deps, user, request).next, count + 1
        return count

    with ThreadPoolExecutor(len(people)) as pool:
        counts = list(pool.map(judge_all, people))
    assert sum(counts) == len(photos)
    with deps.database.read() as session:
        assert [len(decisions.of_photo(session, photo, "recapture")) for photo in photos] == [1] * len(photos)
    assert sum(progress(deps, user, "recapture").judged_today for user in people) == len(photos)
    assert verify_log(deps, OPERATOR).rows == len(photos)


def test_the_same_bytes_from_several_hands_are_one_photo(deps: Deps, alice: User) -> None:
    content = encode(picture(360, 300, 1))
    with ThreadPoolExecutor(4) as pool:
        received = list(pool.map(lambda number: receive(deps, alice, [content], f"{number}.jpg", Origin()), range(4)))
    assert len({one.photo.id for one in received}) == 1 and Counter(one.duplicate for one in received) == {True: 3, False: 1}
    assert deps.blobs.path_of(received[0].photo.sha256).read_bytes() == content


def test_a_photo_scored_by_several_at_once_has_one_score(deps: Deps, add_photo) -> None:
    photo = add_photo(2)
    with ThreadPoolExecutor(4) as pool:
        scores = list(pool.map(lambda _: score_photo(deps, photo.id, "recapture"), range(4)))
    assert len({score.id for score in scores}) == 1
