"""What goes wrong around a verdict: a session that ends, a note that is far too long, a server that fails for a while.  None loses it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import PASSWORD, READY, add_people, judged, photo_on, signed_in
from tests.photos.pictures import write_photo


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, tom="reviewer")
    live.command("ingest", *(str(write_photo(folder / f"{seed}.jpg", 700, 600, seed)) for seed in range(10)))
    yield live
    live.stop()


@pytest.fixture
def page(browser: Browser, desk: LiveDesk) -> Iterator[Page]:
    opened = signed_in(browser, desk, "tom")
    yield opened
    opened.context.close()


def verdicts(desk: LiveDesk, photo: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        return [verdict for (verdict,) in database.execute("SELECT verdict FROM decisions WHERE photo_id = ? ORDER BY seq", (photo,))]


def test_a_session_that_ends_in_mid_verdict_asks_for_the_password_and_stores_it_once(page: Page, desk: LiveDesk):
    photo = photo_on(page)
    page.context.clear_cookies(name="loupe")
    page.keyboard.press("a")
    again = page.get_by_role("dialog").filter(has_text="Your session has ended")
    expect(again).to_be_visible()
    assert verdicts(desk, photo) == []
    page.keyboard.press("r")
    again.get_by_label("Password").fill(PASSWORD)
    again.get_by_role("button", name="Sign in and go on").click()
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    assert verdicts(desk, photo) == ["ACCEPT"]


def test_a_note_of_a_megabyte_is_refused_in_words_and_the_verdict_can_be_given_again(page: Page, desk: LiveDesk):
    photo = photo_on(page)
    page.keyboard.press("3")
    page.eval_on_selector("[data-desk=note]", "field => { field.value = 'm'.repeat(2 ** 20); }")
    page.keyboard.press("r")
    expect(page.locator("[data-desk=hint]")).to_contain_text("longer than 2,000 characters")
    page.wait_for_selector(f"{READY}[data-showing='{photo}']")
    assert verdicts(desk, photo) == []
    expect(page.locator("[data-reason=scan]")).to_have_attribute("aria-pressed", "true")
    page.eval_on_selector("[data-desk=note]", "field => { field.value = 'too dark'; }")
    judged(page, "r")
    assert verdicts(desk, photo) == ["REJECT"]


def test_a_server_that_fails_for_a_while_gets_the_verdict_when_it_is_back(page: Page, desk: LiveDesk):
    photo, failures = photo_on(page), []

    def fail_twice(route) -> None:
        failures.append(route.request.post_data_json["request_id"])
        if len(failures) < 3:
            route.fulfill(status=503, json={"error": "Not now."})
        else:
            route.continue_()

    page.route("**/api/decisions", fail_twice)
    page.keyboard.press("u")
    expect(page.locator("[data-desk=hint]")).to_contain_text("Your verdict is kept here")
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    assert len(set(failures)) == 1 and verdicts(desk, photo) == ["UNSURE"]


def test_an_answer_that_was_lost_on_the_way_back_stores_nothing_twice(page: Page, desk: LiveDesk):
    photo, sent = photo_on(page), []

    def lose_the_answer(route) -> None:
        sent.append(route.request.post_data_json["request_id"])
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/api/decisions", lose_the_answer)
    page.keyboard.press("a")
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    assert len(sent) == 2 and len(set(sent)) == 1 and verdicts(desk, photo) == ["ACCEPT"]


def test_a_photograph_that_went_while_it_was_open_is_said_to_be_gone_and_the_next_one_comes(page: Page, desk: LiveDesk):
    photo = photo_on(page)
    with closing(sqlite3.connect(desk.home / "loupe.db", timeout=20)) as database, database:
        database.execute("DELETE FROM queue_entries WHERE photo_id = ?", (photo,))
    page.keyboard.press("a")
    expect(page.locator("[data-desk=hint]")).not_to_be_empty()
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    assert verdicts(desk, photo) == []
    assert page.evaluate("loupe.verdicts.undelivered(loupe.desk.flow.reviewer).length") == 0
