"""A reviewer at the desk: by key, by mouse, offline, in two tabs; every accepted verdict is stored once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, judged, photo_on, sign_in

NAME = "ann"
PHOTOS = 40
EXPECTED = re.compile(r"net::ERR|status of 409|did not respond")  # a line that was cut, a verdict that came too late


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, photographs: Path) -> Iterator[LiveDesk]:
    """A desk with one reviewer and a queue of small photographs."""
    live = LiveDesk(Path(tmp_path_factory.mktemp("home")))
    live.start()
    add_people(live, **{NAME: "admin"})
    small = sorted(path for path in (photographs / "recapture" / "pairs-d").rglob("*") if path.is_file())
    live.command("ingest", *(str(path) for path in small[:PHOTOS]), "--batch", "spring")
    yield live
    live.stop()


@pytest.fixture
def context(browser: Browser, desk: LiveDesk) -> Iterator[BrowserContext]:
    """A browser in which the reviewer is signed in; anything loaded from elsewhere, or said loudly, fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    foreign: list[str] = []
    loud: list[str] = []
    at_home = (desk.address, "data:", "blob:")
    context.on("request", lambda request: None if request.url.startswith(at_home) else foreign.append(request.url))
    context.on("console", lambda message: loud.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: loud.append(str(error.error)))
    sign_in(context, desk, NAME)
    yield context
    assert not foreign
    assert not [words for words in loud if not EXPECTED.search(words)]
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The desk with a photograph painted and its score beside it."""
    page = context.pages[0]
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-score]")
    return page


def log(desk: LiveDesk) -> list[dict[str, str]]:
    """The decision log, oldest first."""
    return sorted(csv.DictReader(io.StringIO(desk.command("export", "--format", "csv"))), key=lambda row: int(row["seq"]))


def name_on(page: Page) -> str:
    return page.evaluate("loupe.desk.photo.name")


def test_reason_note_and_verdict_by_key_are_stored_with_the_score_that_was_seen(page: Page, desk: LiveDesk):
    name = name_on(page)
    page.keyboard.press("1")
    expect(page.locator("[data-reason=screen]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    page.keyboard.type("rau 123: moire on the cheek")
    page.keyboard.press("Escape")
    assert name_on(page) == name
    judged(page, "r")
    row = log(desk)[-1]
    assert (row["verdict"], row["label"], row["reasons"]) == ("REJECT", "recaptured", "screen")
    assert row["note"] == "rau 123: moire on the cheek" and row["photo"] == name and row["reviewer"] == NAME
    assert row["model_version"] and row["probability"]


def test_undo_brings_the_photograph_back_with_its_reason(page: Page, desk: LiveDesk):
    name, photo = name_on(page), photo_on(page)
    page.keyboard.press("2")
    judged(page, "r")
    page.keyboard.press("z")
    page.wait_for_selector(f"{READY}[data-showing='{photo}']")
    expect(page.locator("[data-reason=print]")).to_have_attribute("aria-pressed", "true")
    judged(page, "a")
    assert [row["verdict"] for row in log(desk) if row["photo"] == name][-1] == "ACCEPT"


def test_keys_pressed_in_a_burst_lose_and_double_nothing(page: Page, desk: LiveDesk):
    before, sent = len(log(desk)), []
    page.on("request", lambda request: sent.append(request.post_data_json) if request.url.endswith("/api/decisions") else None)
    for _ in range(12):
        page.keyboard.press("a")
        page.wait_for_timeout(20)
    page.wait_for_selector(READY)
    rows = log(desk)[before:]
    assert len(rows) == len(sent) > 1
    assert len({row["photo"] for row in rows}) == len(rows)
    assert name_on(page) not in {row["photo"] for row in rows}


def test_a_key_before_the_photograph_is_painted_is_refused_visibly(context: BrowserContext, page: Page, desk: LiveDesk):
    before, held = len(log(desk)), []
    page.route("**/preview", lambda route: held.append(route))
    page.reload()
    page.wait_for_selector("#desk[data-state=loading]")
    page.keyboard.press("a")
    expect(page.get_by_role("alert").filter(has_text="Not yet")).to_be_visible()
    for route in held:
        route.continue_()
    page.unroute("**/preview")
    page.wait_for_selector(READY)
    assert len(log(desk)) == before


def test_offline_a_verdict_is_kept_and_stored_once_when_the_line_is_back(context: BrowserContext, page: Page, desk: LiveDesk):
    name, before = name_on(page), len(log(desk))
    context.set_offline(True)
    page.keyboard.press("u")
    expect(page.get_by_role("alert").filter(has_text="No connection")).to_be_visible()
    assert page.evaluate("loupe.verdicts.undelivered(loupe.desk.flow.reviewer).length") == 1
    page.keyboard.press("a")
    context.set_offline(False)
    page.wait_for_selector(READY)
    assert [(row["photo"], row["verdict"]) for row in log(desk)[before:]] == [(name, "UNSURE")]
    assert page.evaluate("loupe.verdicts.undelivered(loupe.desk.flow.reviewer).length") == 0
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-score]")


def test_a_verdict_that_a_closed_page_left_behind_is_delivered_by_the_next(context: BrowserContext, page: Page, desk: LiveDesk):
    name, before = name_on(page), len(log(desk))
    page.route("**/api/decisions", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.get_by_role("alert").filter(has_text="sent again")).to_be_visible()
    assert page.evaluate("loupe.verdicts.undelivered(loupe.desk.flow.reviewer).length") == 1
    page.unroute("**/api/decisions")
    page.reload()
    page.wait_for_selector(READY)
    assert [(row["photo"], row["verdict"]) for row in log(desk)[before:]] == [(name, "ACCEPT")]


def test_a_stale_tab_is_told_and_goes_on(context: BrowserContext, page: Page, desk: LiveDesk):
    other = context.new_page()
    other.goto(desk.address)
    other.wait_for_selector(READY)
    assert photo_on(other) == photo_on(page)
    stale = photo_on(page)
    judged(other, "a")
    page.keyboard.press("r")
    page.wait_for_selector(f"{READY}:not([data-showing='{stale}'])")
    expect(page.get_by_role("alert").filter(has_text=re.compile("decided|reserved"))).to_be_visible()
    other.close()


def test_a_verdict_whose_lease_ran_out_is_stored_if_nobody_else_has_the_photograph(page: Page, desk: LiveDesk):
    name, before = name_on(page), len(log(desk))
    page.evaluate("loupe.desk.flow.item.lease_id = crypto.randomUUID()")
    judged(page, "a")
    assert [(row["photo"], row["verdict"]) for row in log(desk)[before:]] == [(name, "ACCEPT")]


def test_the_viewport_stays_for_the_next_photograph(page: Page):
    page.mouse.move(500, 400)
    page.keyboard.press("0")
    for _ in range(30):
        page.keyboard.press("+")
    assert page.inner_text("[data-desk=zoom]") == "800 %"
    assert "pixelated" in page.get_attribute("[data-desk=frame]", "class")
    judged(page, "a")
    assert page.inner_text("[data-desk=zoom]") == "800 %"
    page.keyboard.press("f")
    assert page.inner_text("[data-desk=zoom]") != "800 %"


def test_zoomed_in_every_pixel_of_the_photograph_is_shown(page: Page):
    page.keyboard.press("0")
    page.wait_for_selector("[data-desk=frame] img:nth-child(2)", state="attached")
    size = page.evaluate("(() => { const one = document.querySelector('[data-desk=frame] img:nth-child(2)');"
                         " return [one.naturalWidth, one.naturalHeight, loupe.desk.photo.width, loupe.desk.photo.height]; })()")
    assert size[:2] == size[2:]


def test_a_family_opens_its_features_by_keyboard(page: Page):
    shown = page.get_attribute("[data-family-shown]", "data-family-shown")
    row = page.locator(f"[data-family]:not([data-family={shown}])").first
    wanted = row.get_attribute("data-family")
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[data-family-shown={wanted}]")
    assert row.get_attribute("aria-pressed") == "true"
    assert page.locator("[data-family][aria-pressed=true]").count() == 1
    assert "Share" not in page.locator(".modebar-container, .modebar").all_inner_texts()


def test_single_keys_can_be_switched_off(page: Page):
    photo = photo_on(page)
    page.keyboard.press("?")
    page.get_by_role("button", name="Switch keys off").click()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("a")
    assert photo_on(page) == photo and page.locator(READY).count() == 1
    page.get_by_role("button", name="Show the keys").click()
    page.get_by_role("button", name="Switch keys on").click()
    page.keyboard.press("Escape")
    judged(page, "a")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_take_the_colours_of_the_theme(page: Page, theme: str):
    page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
    claim = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--claim').trim()")
    drawn = page.evaluate("getComputedStyle(document.querySelector('.feature-card .scatterlayer .trace path.js-line')).stroke")
    assert drawn == f"rgb({', '.join(str(int(claim[place:place + 2], 16)) for place in (1, 3, 5))})"


def test_on_a_narrow_screen_the_verdicts_stay_in_reach(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("Accept", "Reject", "Unsure"):
        expect(page.get_by_role("button", name=re.compile(f"^{name}"))).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
