"""The partner is the strongest of those that come near in votes."""

from __future__ import annotations

from app.photos.pairing.agreement import Agreement
from app.photos.pairing.partner import ENOUGH, LOOK_ALIKE, best_partner, borne_out


def agreement(inliers: int, agreeing: float = 1.0) -> Agreement:
    return Agreement(0.5, inliers, 0, agreeing)


def test_the_strongest_wins_not_the_first() -> None:
    found = {1: agreement(40, 0.5), 2: agreement(30), 3: None}
    best = best_partner([(3, 50.0), (1, 45.0), (2, 30.0)], lambda photo, votes: found[photo])
    assert best is not None and best.photo == 2


def test_who_has_far_fewer_votes_is_not_even_compared() -> None:
    asked = []
    assert best_partner([(1, 90.0), (2, 5.0)], lambda photo, votes: asked.append((photo, votes))) is None  # type: ignore[func-returns-value]
    assert asked == [(1, 90.0)]


def test_nobody_on_the_list_is_nobody_s_partner() -> None:
    assert best_partner([], lambda photo, votes: agreement(99)) is None


def test_few_votes_need_two_pictures_that_look_alike_all_over() -> None:
    assert borne_out(agreement(200, 0.1), ENOUGH) and borne_out(agreement(20, LOOK_ALIKE), 0.2)
    assert not borne_out(agreement(200, LOOK_ALIKE - 0.01), ENOUGH - 0.1)
