"""Maps at the desk: by key and by mouse, over the photograph and never moving it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, sign_in
from tests.photos.pictures import write_photo

NAME = "mia"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """A desk with two photographs, one of them too small to be scored."""
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, **{NAME: "lead"})
    for path in (write_photo(folder / "a.jpg", 1200, 900, 1, quality=90), write_photo(folder / "small.png", 220, 200, 2)):
        live.command("ingest", str(path))
    yield live
    live.stop()


@pytest.fixture
def page(browser: Browser, desk: LiveDesk) -> Iterator[Page]:
    """The desk with a photograph on it; anything said loudly fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    loud: list[str] = []
    context.on("console", lambda message: loud.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: loud.append(str(error.error)))
    page = sign_in(context, desk, NAME)
    yield page
    assert not loud
    context.close()


def show(page: Page, desk: LiveDesk, name: str) -> None:
    """Opens the photograph of that name."""
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        [(photo,)] = database.execute("SELECT id FROM photos WHERE name = ?", (name,))
    page.goto(f"{desk.address}/?photo={photo}")
    page.wait_for_selector(f"{READY}[data-showing='{photo}']")
    page.wait_for_selector(f"[data-desk=panel]:not(.stale) [data-photo='{photo}']")


def box(page: Page, selector: str) -> dict:
    return page.evaluate("(selector) => document.querySelector(selector).getBoundingClientRect().toJSON()", selector)


def test_a_map_lies_exactly_over_the_photograph_and_moves_with_it(page: Page, desk: LiveDesk) -> None:
    show(page, desk, "a.jpg")
    before = page.evaluate("loupe.desk.viewer.frame.style.transform")
    page.keyboard.press("m")
    page.wait_for_selector(".map-frame img")
    assert page.evaluate("loupe.desk.viewer.frame.style.transform") == before
    for keys in ((), ("0",), ("t",), ("+", "+"), ("f",)):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(50)
        assert box(page, ".map-frame img") == pytest.approx(box(page, ".frame:not(.map-frame) img"), abs=0.6)


def test_m_goes_through_all_maps_and_back_to_none(page: Page, desk: LiveDesk) -> None:
    show(page, desk, "a.jpg")
    titles = page.eval_on_selector_all("[data-map]", "tiles => tiles.map(tile => tile.dataset.title)")
    for title in titles:
        page.keyboard.press("m")
        page.wait_for_selector(f":is(.map-frame, .map-alone) img[alt='Map: {title}']")
        assert page.inner_text("[data-caption=title]") == title
        assert page.inner_text("[data-caption=shows]") and page.inner_text("[data-caption=misleads]")
        assert page.locator(":is(.map-frame, .map-alone) img").count() == 1
    page.keyboard.press("m")
    page.wait_for_selector("[data-desk=map-caption]", state="hidden")
    assert page.locator(":is(.map-frame, .map-alone) img").count() == 0


def test_the_photograph_is_seen_while_space_is_held(page: Page, desk: LiveDesk) -> None:
    show(page, desk, "a.jpg")
    page.click("[data-map=sharpness]")
    page.wait_for_selector(".map-frame img")
    page.keyboard.down("Space")
    page.wait_for_selector(".map-frame img", state="hidden")
    assert page.get_attribute("[data-map=sharpness]", "aria-pressed") == "true"
    page.keyboard.up("Space")
    page.wait_for_selector(".map-frame img", state="visible")
    page.click("[data-map=sharpness]")
    page.wait_for_selector(".map-frame img", state="detached")


def test_the_next_photograph_comes_without_a_map_and_a_small_one_has_no_votes(page: Page, desk: LiveDesk) -> None:
    show(page, desk, "a.jpg")
    page.keyboard.press("m")
    page.wait_for_selector(".map-frame img")
    page.keyboard.press("a")
    page.wait_for_selector("[data-desk=map-caption]", state="hidden")
    page.wait_for_selector(f"{READY}")
    assert page.locator(":is(.map-frame, .map-alone) img").count() == 0
    show(page, desk, "small.png")
    assert page.is_hidden("[data-map=votes]") and page.is_visible("[data-map=residual]")
    page.hover("[data-desk=maps]")
    page.wait_for_selector("[data-map=specular] .map-picture", state="attached")
