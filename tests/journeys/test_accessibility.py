"""Every page, light and dark, wide and narrow, is free of serious faults for keyboards and screen readers, as axe-core counts them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app.web.shell import PAGES
from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, judged, signed_in
from tests.photos.pictures import write_photo

LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"},
         "narrow": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}}}
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """A desk with photographs in two batches, some of them decided."""
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, ada="admin")
    for batch in ("spring", "autumn"):
        made = [str(write_photo(folder / f"{batch}-{seed}.jpg", 900, 700, seed + 50 * (batch == "spring"))) for seed in range(4)]
        live.command("ingest", *made, "--batch", batch)
    yield live
    live.stop()


@pytest.fixture(scope="module", params=LOOKS)
def page(request: pytest.FixtureRequest, browser: Browser, desk: LiveDesk) -> Iterator[Page]:
    """An admin's browser with a verdict in the log; animations are over at once, so that no colour is caught half way."""
    opened = signed_in(browser, desk, "ada", reduced_motion="reduce", **LOOKS[request.param])
    judged(opened, "a")
    yield opened
    opened.context.close()


def faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the first place of each."""
    found = Axe().run(page).response
    assert found["passes"], "axe-core looked at nothing"
    return [f"{one['impact']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"] if one["impact"] in GRAVE]


def desk_with_score(page: Page, desk: LiveDesk) -> None:
    page.goto(desk.address)
    page.wait_for_selector(READY)
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-score]")


@pytest.mark.parametrize("path", [one.path for one in PAGES])
def test_pages(page: Page, desk: LiveDesk, path: str):
    page.goto(desk.address + path)
    page.wait_for_selector(READY if path == "/" else "main h1, main .h1")
    page.wait_for_load_state("networkidle")
    assert faults(page) == []


@pytest.mark.parametrize("opener", [*(f"[data-action={name}]" for name in ("contrast", "note", "help", "beside", "recent")), "[data-map]",
                                    "[data-beside=map]"])
def test_what_opens_on_the_desk(page: Page, desk: LiveDesk, opener: str):
    desk_with_score(page, desk)
    page.locator(opener).first.dispatch_event("click")
    assert faults(page) == []


def test_the_desk_with_nothing_to_judge(page: Page, desk: LiveDesk):
    page.goto(f"{desk.address}/?batch=nowhere")
    page.wait_for_selector("#desk[data-state=empty]")
    assert faults(page) == []
    page.get_by_role("button", name="All batches").click()
    page.wait_for_selector(READY)


def test_menus_of_the_header(page: Page, desk: LiveDesk):
    desk_with_score(page, desk)
    for menu in page.locator("header summary").all():
        menu.click()
        assert faults(page) == []
        page.keyboard.press("Escape")


def test_signing_in(browser: Browser, desk: LiveDesk):
    for look in LOOKS.values():
        page = browser.new_context(**look).new_page()
        page.goto(f"{desk.address}/sign-in")
        assert faults(page) == []
        page.context.close()
