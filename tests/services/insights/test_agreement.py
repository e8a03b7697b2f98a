"""Agreement counts photographs that several read, the first of them sure."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from statsmodels.stats import inter_rater

from app.services.insights.agreement import agreement_of
from app.services.insights.read_twice import read_twice
from app.store.insights.agreement import VERDICTS, Reading

CODES = {verdict: place for place, verdict in enumerate(VERDICTS)}


def readings(*photos: str) -> list[Reading]:
    """ "AR" is a photograph that r0 accepted and r1 rejected."""
    words = {"A": "ACCEPT", "R": "REJECT", "U": "UNSURE"}
    return [Reading(f"p{number}", f"r{place}", words[one]) for number, photo in enumerate(photos) for place, one in enumerate(photo)]


def drawn(seed: int, photos: int) -> list[str]:
    rng = np.random.default_rng(seed)
    return ["".join(rng.choice(["A", "R", "U"], p=[0.5, 0.4, 0.1], size=2)) for _ in range(photos)]


def test_the_page_says_what_the_reference_libraries_say() -> None:
    photos = [photo for photo in drawn(1, 200) if photo[0] != "U"]
    found = {one.name: one.estimate for one in agreement_of(read_twice(readings(*photos)), {}).coefficients}
    codes = np.array([["ARU".index(one) for one in photo] for photo in photos])
    table = np.zeros((3, 3))
    np.add.at(table, (codes[:, 0], codes[:, 1]), 1)
    counts = np.stack([(codes == code).sum(axis=1) for code in range(3)], axis=1)
    assert found["Cohen's kappa"].value == pytest.approx(inter_rater.cohens_kappa(table).kappa, abs=1e-9)
    assert found["Fleiss' kappa"].value == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-9)
    assert found["Krippendorff's alpha"].value == pytest.approx(krippendorff.alpha(codes.T, level_of_measurement="nominal"), abs=1e-9)
    assert all(one.low < one.value < one.high and one.n == len(photos) for one in found.values())


def test_photographs_read_once_or_first_answered_unsure_are_left_out() -> None:
    found = agreement_of(read_twice(readings("A", "UA", "AR", "AA")), {"r0": "Ada"})
    assert (found.photos, found.same.count, found.same.n) == (2, 1, 2)
    assert [(one.reviewer, one.same.n) for one in found.readers] == [("Ada", 2), ("somebody", 2)]
    assert found.prevalence["ACCEPT"].count == 3


def test_three_readers_are_three_pairs_of_one_photograph() -> None:
    found = agreement_of(read_twice(readings("AAR", "AA")), {})
    assert found.photos == 2 and (found.same.count, found.same.n) == (2, 4)


def test_a_reviewer_filter_keeps_the_photographs_that_this_person_read() -> None:
    assert agreement_of(read_twice(readings("AR", "AAR"), "r2"), {}).photos == 1


def test_nothing_read_twice_is_no_error() -> None:
    found = agreement_of(read_twice([]), {})
    assert found.photos == 0 and found.same.value is None and found.coefficients[0].estimate.value is None
