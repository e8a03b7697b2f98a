"""Photos in a browser: a lead filters, chooses by keyboard and mouse, answers all at once, and takes that back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import add_people, signed_in
from tests.journeys.test_accessibility import faults
from tests.photos.pictures import write_photo

CARDS, BAR = ".photo-grid .photo-card", "[data-photos=bar]"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, lena="lead", rob="reviewer")
    for batch in ("spring", "autumn"):
        live.command("ingest", *[str(write_photo(folder / f"{batch}-{seed}.jpg", 400, 300, seed + 70 * (batch == "spring")))
                                 for seed in range(3)], "--batch", batch)
    yield live
    live.stop()


@pytest.fixture
def page(browser: Browser, desk: LiveDesk) -> Iterator[Page]:
    opened = signed_in(browser, desk, "lena")
    opened.goto(f"{desk.address}/photos")
    expect(opened.locator(CARDS)).to_have_count(6)
    yield opened
    opened.context.close()


def test_a_batch_is_rejected_and_taken_back(page: Page) -> None:
    page.fill("#photos-batch", "spring")
    expect(page.locator(CARDS)).to_have_count(3)
    page.locator(".choose").nth(0).click()
    page.locator(".choose").nth(2).click(modifiers=["Shift"])
    expect(page.locator(f"{BAR} .chosen-count")).to_have_text("3 chosen")
    assert faults(page) == []
    page.get_by_role("button", name="Reject all").click()
    expect(page.locator("#photos-done")).to_contain_text("3 photographs rejected.")
    expect(page.locator(f"{BAR} .chosen-count")).to_have_text("Batch “spring”")
    expect(page.locator(CARDS).first).to_contain_text("Decided")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#photos-done")).to_contain_text("3 photographs put back into the queue.")
    expect(page.locator(CARDS).first).to_contain_text("Waiting")


def test_a_photograph_is_chosen_by_keyboard_and_forgotten_when_it_leaves(page: Page) -> None:
    page.locator(".choose").nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator(f"{BAR} .chosen-count")).to_have_text("1 chosen")
    page.fill("#photos-batch", "nothing of that name")
    expect(page.locator(".no-photos")).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()


def test_a_batch_is_given_to_a_reviewer_and_photographs_are_held_back(page: Page) -> None:
    page.locator(".choose").nth(0).click()
    menu = page.locator(BAR).get_by_text("Give or hold back")
    menu.click()
    expect(page.get_by_role("button", name="Give the whole batch")).to_be_hidden()
    page.fill("#photos-batch", "autumn")
    expect(page.locator(CARDS)).to_have_count(3)
    page.locator(BAR).get_by_role("button", name="Clear").click()
    expect(page.locator(f"{BAR} .chosen-count")).to_have_text("Batch “autumn”")  # nothing needs to be chosen
    whole = page.get_by_role("button", name="Give the whole batch “autumn”")
    if not whole.is_visible():
        page.locator(BAR).get_by_text("Give or hold the batch").click()
    expect(whole).to_be_visible()
    expect(page.get_by_role("button", name="Reject all")).to_be_hidden()
    assert faults(page) == []
    page.get_by_label("Give to").select_option("rob")
    whole.click()
    expect(page.locator("#photos-done")).to_contain_text("3 photographs of “autumn” now come up for rob.")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#photos-done")).to_have_text("3 photographs given back.")
    page.locator(".choose").nth(0).click()
    menu.click()
    page.get_by_role("button", name="Hold back the chosen").click()
    expect(page.locator("#photos-done")).to_have_text("1 photograph held back; Settings lets it go.")
    expect(page.locator(CARDS).first).to_contain_text("held")
    page.locator(BAR).get_by_text("Give or hold the batch").click()
    page.get_by_role("button", name="Let the whole batch go").click()
    expect(page.locator("#photos-done")).to_have_text("1 photograph of “autumn” let go.")


def test_a_card_opens_on_the_desk(page: Page) -> None:
    photo = page.locator(CARDS).nth(2).get_attribute("data-photo")
    page.locator(f"{CARDS} a").nth(2).click()
    page.wait_for_selector(f"#desk[data-showing='{photo}']")
