"""Answering before the score: it comes after the answer, one key keeps or changes it; on request; and what else a policy asks for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.config import Settings
from app.services.access import OPERATOR
from app.services.deps import build_deps
from app.services.policies import change_policy
from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, judged, photo_on, signed_in
from tests.photos.pictures import write_photo

REVEALED = "#desk.revealed[data-state=ready]"
NOT_BLIND = {"blind": "off", "reason_required": False}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, bea="reviewer", lea="lead")
    live.command("ingest", *(str(write_photo(folder / f"{seed}.jpg", 700, 600, seed)) for seed in range(24)))
    yield live
    live.stop()


def policy(desk: LiveDesk, **changes: object) -> None:
    """Changes the policy while the server runs, from a process of its own."""
    deps = build_deps(Settings(home=desk.home, database_url=f"sqlite:///{desk.home / 'loupe.db'}", decode_processes=1))
    change_policy(deps, OPERATOR, "recapture", NOT_BLIND | changes)
    deps.close()


def opened(browser: Browser, desk: LiveDesk, **changes: object) -> Page:
    policy(desk, **changes)
    page = signed_in(browser, desk, "bea")
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-view]")
    return page


def log(desk: LiveDesk, photo: str) -> list[tuple[str, str | None, str, bool]]:
    """Stage, verdict, reasons and whether the score was seen, of the decisions on a photograph, oldest first."""
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        columns = "stage, verdict, reasons, score_id IS NOT NULL"
        rows = database.execute(f"SELECT {columns} FROM decisions WHERE photo_id = ? ORDER BY seq", (photo,))
        return [(stage, verdict, reasons.strip('[] "'), bool(seen)) for stage, verdict, reasons, seen in rows]


def answered(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_selector(f"{REVEALED} [data-desk=panel]:not(.stale) [data-score]")


def test_the_score_comes_after_the_answer_and_the_same_key_keeps_it(browser: Browser, desk: LiveDesk):
    page, bodies = opened(browser, desk, blind="on"), []
    page.on("response", lambda response: bodies.append(response) if "/api/" in response.url or "_dash-update" in response.url else None)
    photo = photo_on(page)
    expect(page.locator("[data-desk=panel]")).to_contain_text("Your answer first")
    page.keyboard.press("m")
    expect(page.locator("[data-desk=hint]")).to_have_text("Maps come with the score.")
    page.evaluate("loupe.desk.maps.fill()")
    page.wait_for_load_state("networkidle")
    assert not [one.url for one in bodies if "/maps/" in one.url]
    assert not [one.url for one in bodies if "contributions" in one.text() or "data-score" in one.text()]
    answered(page, "a")
    assert photo_on(page) == photo and page.locator(".verdict.own").get_attribute("data-verdict") == "ACCEPT"
    judged(page, "a")
    assert log(desk, photo) == [("blind", "ACCEPT", "", False), ("revealed", "ACCEPT", "", True)]
    expect(page.locator("[data-desk=panel]")).to_contain_text("Your answer first")
    expect(page.locator(".verdict.own")).to_have_count(0)
    page.context.close()


def test_on_a_narrow_screen_nothing_moves_when_the_score_comes(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk, blind="on")
    page.set_viewport_size({"width": 390, "height": 844})
    photo_on(page)
    before = page.locator(".verdict-bar").bounding_box()
    answered(page, "a")
    assert page.locator(".verdict-bar").bounding_box() == before
    expect(page.get_by_role("button", name="Keep Accept")).to_be_in_viewport(ratio=1)
    judged(page, "a")
    page.context.close()


def test_another_key_changes_the_answer_and_a_reload_loses_neither(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk, blind="on")
    photo = photo_on(page)
    page.keyboard.press("4")
    answered(page, "u")
    page.reload()
    page.wait_for_selector(f"{REVEALED}[data-showing='{photo}']")
    judged(page, "r")
    assert log(desk, photo) == [("blind", "UNSURE", "other", False), ("revealed", "REJECT", "other", True)]
    page.context.close()


def test_a_key_before_the_score_is_seen_does_not_keep_the_answer(browser: Browser, desk: LiveDesk):
    page, held = opened(browser, desk, blind="on"), []
    photo = photo_on(page)
    page.route("**/_dash-update-component", lambda route: held.append(route))
    page.keyboard.press("a")
    page.wait_for_selector("#desk.revealed[data-state=revealing]")
    page.keyboard.press("a")
    expect(page.locator("[data-desk=hint]")).to_have_text("Not yet: the score is on its way.")
    for route in held:
        route.continue_()
    page.unroute("**/_dash-update-component")
    page.wait_for_selector(REVEALED)
    assert photo_on(page) == photo
    judged(page, "a")
    page.context.close()


def test_on_request_the_score_is_shown_when_it_is_asked_for(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk, blind="on_request")
    photo = photo_on(page)
    expect(page.locator("[data-desk=panel] [data-score]")).to_have_count(0)
    page.keyboard.press("v")
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-score]")
    judged(page, "a")
    assert log(desk, photo) == [("open", "ACCEPT", "", True)]
    expect(page.get_by_role("button", name="Show the score")).to_be_visible()
    photo = photo_on(page)
    judged(page, "u")
    assert [seen for *_, seen in log(desk, photo)] == [False]
    page.context.close()


def test_a_rejection_waits_for_the_digit_of_a_reason(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk, reason_required=True)
    photo = photo_on(page)
    page.keyboard.press("r")
    expect(page.locator("[data-desk=hint]")).to_have_text("Why? Press the digit of a reason.")
    assert photo_on(page) == photo
    judged(page, "2")
    assert [(verdict, reasons) for _, verdict, reasons, _ in log(desk, photo)] == [("REJECT", "print")]
    page.context.close()


def test_a_policy_that_changes_while_people_work_is_asked_for_and_followed(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk)
    photo = photo_on(page)
    policy(desk, reason_required=True, blind="on")
    page.keyboard.press("r")
    expect(page.locator("[data-desk=hint]")).to_have_text("Why? Press the digit of a reason.")
    assert photo_on(page) == photo
    judged(page, "1")
    assert [one[:3] for one in log(desk, photo)] == [("open", "REJECT", "screen")]
    expect(page.locator("[data-desk=panel]")).to_contain_text("Your answer first")
    page.context.close()


def test_a_skipped_photograph_is_left_to_others(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk)
    photo = photo_on(page)
    page.keyboard.press("k")
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    page.reload()
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    other = signed_in(browser, desk, "lea")
    other.goto(f"{desk.address}/?photo={photo}")
    other.wait_for_selector(f"{READY}[data-showing='{photo}']")
    other.context.close()
    page.context.close()


def test_any_of_the_last_answers_can_be_taken_back(browser: Browser, desk: LiveDesk):
    page = opened(browser, desk)
    first, name = photo_on(page), page.evaluate("loupe.desk.photo.name")
    for _ in range(3):
        judged(page, "a")
    page.reload()
    page.wait_for_selector(READY)
    page.keyboard.press("l")
    page.get_by_role("button", name=re.compile(f"Take back: Accepted, {re.escape(name)}")).click()
    page.wait_for_selector(f"{READY}[data-showing='{first}']")
    expect(page.locator("[data-desk=hint]")).to_have_text("Your answer is taken back.")
    assert log(desk, first)[-1][0] == "undone"
    judged(page, "u")
    page.context.close()
