"""The desk's parts: driven by the question, named for screen readers, and silent about a score that is not there."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain import CANNOT_TELL, Origin, Photo, Role, Score, User, Verdict
from app.questions import QUESTIONS, Question, Reason
from app.services.access import OPERATOR
from app.services.explain import Distribution, Explanation, FamilyShare, FeatureView
from app.services.policies import change_policy
from app.web.components.adding_up import adding_up
from app.web.components.before_answer import WORDS as WITHHELD
from app.web.components.before_answer import before_answer
from app.web.components.confidence_bar import confidence_bar
from app.web.components.contribution_rows import contribution_rows
from app.web.components.feature_card import feature_card
from app.web.components.key_help import key_help
from app.web.components.metadata_card import camera_words, compression_words, metadata_card, size_words
from app.web.components.photo_stage import COMPANIONS, photo_stage
from app.web.components.score_panel import loudest_family, score_panel, unscored_panel
from app.web.components.verdict_bar import verdict_bar
from app.web.page import Visit
from app.web.pages import desk as desk_page
from tests.web.callbacks import call
from tests.web.test_uploads import jpeg, upload

RECAPTURE = QUESTIONS["recapture"]
NOW = datetime(2026, 11, 21, tzinfo=UTC)
PHOTO = Photo("p1", "0" * 64, "headshot_0417.jpg", "jpeg", 2_100_000, 3024, 4032, Origin(batch="spring"), None, NOW,
              {"model": "iPhone 11", "focal_length": "26 mm", "iso": "250", "jpeg_quality": "78"})


def parts(component) -> list:
    """Every component below this one, itself first."""
    found, children = [component], getattr(component, "children", None)
    for child in children if isinstance(children, (list, tuple)) else [children]:
        if hasattr(child, "to_plotly_json"):
            found += parts(child)
    return found


def attributes(component, name: str) -> list[str]:
    return [part.to_plotly_json()["props"][name] for part in parts(component) if name in part.to_plotly_json()["props"]]


def words(component) -> str:
    texts = []
    for part in parts(component):
        children = part.children if hasattr(part, "children") else None
        for child in children if isinstance(children, (list, tuple)) else [children]:
            if isinstance(child, str):
                texts.append(child)
    return " ".join(texts)


def family(name: str, log_odds: float) -> FamilyShare:
    distributions = tuple(Distribution(label, 40, (0.0, 1.0, 2.0), (30.0, 10.0), tuple(float(step) for step in range(101)))
                          for label in ("recaptured", "original"))
    features = tuple(
        FeatureView(f"{name}.{place}", f"{name} {place}", "dB", 1.5, log_odds / place, distributions, f"{name} {place} stands out")
        for place in (2, 1)
    )
    label = "recaptured" if log_odds > 0 else "original"
    return FamilyShare(name, name.title(), log_odds, label, "It means.", "When it misleads.", features)


def scored(suggestion: str, log_odds: dict[str, float], bias: float = -0.1) -> tuple[Score, Explanation]:
    total = bias + sum(log_odds.values())
    probability = 1 / (1 + math.exp(-total))
    score = Score("s1", "p1", "recapture", "2026.11-3", {"original": 1 - probability, "recaptured": probability}, suggestion, None,
                  True, False, log_odds, NOW)
    said = "Can't tell" if suggestion == CANNOT_TELL else f"Likely {suggestion}"
    families = tuple(family(name, value) for name, value in log_odds.items())
    percent, reliability = round(100 * max(probability, 1 - probability)), "Of 412 photographs scored like this, 358 were so."
    return score, Explanation(said, percent, "recaptured", None, reliability, probability, ("original", "recaptured"), bias, families,
                              "2026.11-3", (0.4, 0.6))


def test_the_bar_offers_the_question_s_reasons_and_every_verdict():
    bar = verdict_bar(RECAPTURE)
    assert attributes(bar, "data-reason") == [reason.code for reason in RECAPTURE.reasons]
    assert attributes(bar, "data-digit") == [str(reason.digit) for reason in RECAPTURE.reasons]
    assert attributes(bar, "data-verdict") == [verdict.value for verdict in Verdict]
    assert RECAPTURE.reject_words in words(bar)


def test_another_question_needs_no_other_bar():
    film = Question("film", "Film or digital", ("film", "digital"), {}, {}, "Shot on film", "Shot digitally",
                    (Reason("grain", "Grain", 1),), (), ())
    assert attributes(verdict_bar(film), "data-reason") == ["grain"]
    assert "Shot on film" in words(verdict_bar(film))


def test_the_layout_holds_ids_and_nothing_of_a_score(desk):
    visit = Visit(User("u", "ann", Role.REVIEWER), "recapture", {"photo": "p9"}, batch="spring", order="oldest")
    page = desk_page.layout(desk.deps, visit)
    assert attributes(page, "data-batch") == ["spring"] and attributes(page, "data-order") == ["oldest"]
    assert attributes(page, "data-photo") == ["p9"] and attributes(page, "data-question") == ["recapture"]
    stores = [part for part in parts(page) if type(part).__name__ == "Store"]
    assert {getattr(store, "data", None) for store in stores} <= {None, "recapture"}
    assert "Likely" not in words(page)


@pytest.mark.parametrize(("suggestion", "side"), [("original", "claim"), ("recaptured", "against"), (CANNOT_TELL, "none")])
def test_the_panel_says_it_in_words_with_a_mark(suggestion, side):
    score, explanation = scored(suggestion, {"peaks": 1.9, "colour": -0.8})
    panel = score_panel(PHOTO, score, explanation, RECAPTURE)
    assert attributes(panel, "data-photo") == ["p1"] and attributes(panel, "data-score") == ["s1"]
    assert f"mark {side}" in attributes(panel, "className")
    assert "FAKE" not in words(panel).upper().split()
    assert ("Can't tell" in words(panel)) == (suggestion == CANNOT_TELL)
    if suggestion != CANNOT_TELL:
        assert f", {explanation.percent} %" in words(panel)
    assert "recapture 2026.11-3" in words(panel) and "Of 412 photographs" in words(panel)


def test_the_loudest_family_is_open_and_the_rows_are_sorted():
    score, explanation = scored("recaptured", {"colour": -2.5, "slope": 0.3, "peaks": 1.9})
    panel = score_panel(PHOTO, score, explanation, RECAPTURE)
    assert attributes(panel, "data-family") == ["peaks", "slope", "colour"]
    assert loudest_family(explanation.families).id == "colour"
    assert attributes(panel, "data-family-shown") == ["colour"]
    assert loudest_family(()) is None


def test_a_row_says_its_share_and_side_to_a_screen_reader():
    rows = contribution_rows((family("peaks", 1.94), family("colour", -0.02)), "peaks", RECAPTURE)
    labels = attributes(rows, "aria-label")
    assert "Peaks: +1.9, speaks for recaptured" in labels and "Colour: 0.0, speaks for neither" in labels
    assert [pressed for pressed in attributes(rows, "aria-pressed")] == ["true", "false"]


def test_the_feature_card_shows_the_loudest_feature_and_both_sentences():
    card = feature_card(family("peaks", 1.9), RECAPTURE)
    assert "peaks 1 stands out" in words(card)
    assert "It means." in words(card) and "When it misleads." in words(card)
    figure = next(part.figure for part in parts(card) if type(part).__name__ == "Graph")
    assert [trace.name for trace in figure.data] == ["originals", "recaptured"]
    assert figure.layout.xaxis.title.text == "peaks 1 (dB)"


@pytest.mark.parametrize("probability", [0.0, 0.31, 1.0])
def test_the_confidence_bar_can_be_read_without_colour(probability):
    bar = confidence_bar(probability, RECAPTURE, (0.4, 0.6))
    assert f"{probability:.0%} recaptured" in attributes(bar, "aria-label")[0]
    assert words(bar).split() == ["original", "can't", "tell", "recaptured"]
    zones = [style for style in attributes(bar, "style") if "width" in style]
    assert sum(float(style["width"][:-1]) for style in zones) == pytest.approx(100)


def test_a_model_that_always_answers_has_no_zone_between():
    assert len([style for style in attributes(confidence_bar(0.5, RECAPTURE, None), "style") if "width" in style]) == 2


def test_the_sum_ends_at_the_score():
    _, explanation = scored("recaptured", {"colour": -0.5, "peaks": 1.9})
    told = words(adding_up(explanation, RECAPTURE))
    assert "Peaks speaks most, for recaptured" in told
    assert told.rstrip().endswith(f"{explanation.probability:.0%}".replace("%", " %"))


def test_metadata_says_what_is_known_and_that_a_camera_is_not():
    assert camera_words(PHOTO.metadata) == "iPhone 11, 26 mm, ISO 250"
    assert camera_words({}) == "The file does not say"
    assert compression_words(PHOTO) == "JPEG, about quality 78, 2.1 MB"
    assert size_words(480_400) == "480 KB"
    card = words(metadata_card(PHOTO, None))
    assert "headshot_0417.jpg, 3024 × 4032" in card and "spring" in card and "Scored by" not in card


def test_a_photograph_without_a_score_says_why():
    panel = unscored_panel(PHOTO, "The photograph is smaller than 256 pixels on a side.")
    assert "No score" in words(panel) and "smaller than 256" in words(panel)
    assert attributes(panel, "data-photo") == ["p1"] and not attributes(panel, "data-score")


@pytest.mark.parametrize("view", WITHHELD)
def test_before_the_answer_the_panel_says_when_the_score_comes_and_what_the_file_says(view):
    panel = before_answer(PHOTO, view)
    assert attributes(panel, "data-view") == [view] and attributes(panel, "data-photo") == ["p1"] and not attributes(panel, "data-score")
    assert "iPhone 11" in words(panel) and "Likely" not in words(panel)
    assert attributes(panel, "data-action") == (["ask"] if view == "ask" else [])


def test_the_panel_of_a_withheld_score_holds_nothing_of_it(desk):
    browser, dash = desk.signed_in("reviewer"), desk.server.extensions["loupe_dash"]
    change_policy(desk.deps, OPERATOR, "recapture", {"blind": "on"})
    photo = upload(browser, jpeg(900)).json["photo"]["id"]
    for view in ("hidden", "shown"):  # whatever the browser claims to have been shown
        said = call(browser, dash, desk_page.Ids.PANEL + ".children", {"desk-photo.data": {"photo": photo, "view": view},
                                                                       "desk-question.data": "recapture"})
        assert said.status_code == 200 and "data-score" not in said.text and "contribution" not in said.text


def test_the_script_knows_everything_that_can_lie_beside_the_photograph():
    script = (Path(__file__).resolve().parents[2] / "assets" / "companion.js").read_text()
    assert attributes(photo_stage(), "data-beside") == [kind for kind, _, _ in COMPANIONS]
    assert all(f"  {kind}: \"" in script for kind, _, _ in COMPANIONS)


def test_the_help_lists_every_key_that_the_script_binds():
    listed = words(key_help(RECAPTURE))
    for key in ("A", "R", "U", "Z", "N", "F", "0", "T", "C", "S", "M", "K", "L", "V", "?", "1", "4"):
        assert f" {key} " in f" {listed} "
