"""One alert stands per key until it is cleared."""

from __future__ import annotations

import pytest

from app.errors import AlertNotFound
from app.store import alerts
from app.store.engine import Database
from tests.store.makers import MINUTE, NOON


def test_the_same_concern_is_raised_once_and_says_its_newest_words(database: Database) -> None:
    with database.begin() as session:
        first = alerts.raise_alert(session, "accuracy", "recapture", "It fell.", {"n": 40}, "recapture:accuracy", NOON)
        assert first is not None
        assert alerts.raise_alert(session, "accuracy", "recapture", "It fell more.", {"n": 50}, "recapture:accuracy", NOON + MINUTE) is None
        [standing] = alerts.standing(session, "recapture")
        assert (standing.id, standing.text, standing.details, standing.raised_at) == (first.id, "It fell more.", {"n": 50}, NOON)


def test_a_cleared_alert_is_kept_and_the_concern_can_come_back(database: Database) -> None:
    with database.begin() as session:
        first = alerts.raise_alert(session, "bias", "recapture", "Harm.", {}, "recapture:bias", NOON)
        assert first is not None and alerts.clear(session, "recapture:bias", NOON + MINUTE)
        assert not alerts.clear(session, "recapture:bias", NOON + MINUTE)
        assert alerts.standing(session, "recapture") == []
        assert alerts.get(session, first.id).cleared_at == NOON + MINUTE
        again = alerts.raise_alert(session, "bias", "recapture", "Harm again.", {}, "recapture:bias", NOON + 2 * MINUTE)
        assert again is not None and again.id != first.id


def test_other_questions_and_unknown_ids(database: Database) -> None:
    with database.begin() as session:
        alerts.raise_alert(session, "bias", "film", "Harm.", {}, "film:bias", NOON)
        assert alerts.standing(session, "recapture") == []
        with pytest.raises(AlertNotFound):
            alerts.get(session, "none")
