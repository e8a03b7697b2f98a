"""The light table in a real browser: zoom, turn and tone, something beside the photograph, and nothing that jumps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, judged, signed_in
from tests.photos.pictures import write_photo

MAIN, COMPANION = ".pane:not(.companion) .frame:not(.map-frame)", "[data-companion=frame]"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """A desk with landscapes in one batch and portraits in another."""
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, vera="reviewer")
    for batch, (width, height) in {"landscapes": (1200, 900), "portraits": (800, 1000)}.items():
        made = [str(write_photo(folder / f"{batch}-{seed}.jpg", width, height, seed + width)) for seed in range(6)]
        live.command("ingest", *made, "--batch", batch)
    yield live
    live.stop()


@pytest.fixture
def page(browser: Browser, desk: LiveDesk) -> Iterator[Page]:
    opened = signed_in(browser, desk, "vera")
    yield opened
    opened.context.close()


def box(page: Page, selector: str) -> dict[str, float]:
    return page.eval_on_selector(selector, "one => one.getBoundingClientRect().toJSON()")


def drawn(page: Page) -> None:
    """Returns once what was sent before is on the screen: input is handled before the next frame is drawn."""
    page.evaluate("() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell())))")


def zoom(page: Page) -> int:
    return int(page.inner_text("[data-desk=zoom]").rstrip(" %"))


def test_the_wheel_zooms_to_800_percent_about_the_pointer(page: Page):
    seen = box(page, MAIN)
    at = seen["x"] + seen["width"] * 0.4, seen["y"] + seen["height"] * 0.6
    page.mouse.move(*at)
    before = zoom(page)
    page.mouse.wheel(0, -800)
    expect(page.locator("[data-desk=zoom]")).not_to_have_text(f"{before} %")
    drawn(page)
    now = box(page, MAIN)
    assert ((at[0] - now["x"]) / now["width"], (at[1] - now["y"]) / now["height"]) == pytest.approx((0.4, 0.6), abs=0.01)
    for _ in range(12):
        page.mouse.wheel(0, -400)
    page.wait_for_selector(f"{MAIN}.pixelated")
    assert zoom(page) == 800 and page.eval_on_selector(f"{MAIN} img", "one => getComputedStyle(one).imageRendering") == "pixelated"


def test_two_fingers_zoom(page: Page):
    before = zoom(page)
    fingers = page.context.new_cdp_session(page)
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    for kind, apart in (("touchStart", 40), ("touchMove", 80), ("touchMove", 120), ("touchMove", 160)):
        points = [{"x": 560 - apart, "y": 400, "id": 1}, {"x": 560 + apart, "y": 400, "id": 2}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    drawn(page)
    assert zoom(page) == pytest.approx(4 * before, rel=0.1)


def test_arrows_move_a_turn_turns_and_contrast_changes_only_the_view(page: Page, desk: LiveDesk):
    page.goto(f"{desk.address}/?batch=landscapes")  # wider than the table at 1:1, so that there is somewhere to move
    page.wait_for_selector(f"{READY}[data-batch=landscapes]")
    page.keyboard.press("0")
    page.focus("[data-desk=view]")
    drawn(page)
    before = box(page, MAIN)
    page.keyboard.press("ArrowLeft")
    drawn(page)
    assert box(page, MAIN)["x"] == pytest.approx(before["x"] + 60)
    page.keyboard.press("t")
    drawn(page)
    assert box(page, MAIN)["width"] == pytest.approx(before["height"]) and box(page, MAIN)["height"] == pytest.approx(before["width"])
    page.keyboard.press("c")
    for name, value in (("contrast", "150"), ("gamma", "120")):
        page.fill(f"input[name={name}]", value)
    assert page.eval_on_selector(MAIN, "one => one.style.filter") == 'contrast(1.5) url("#desk-gamma")'


def test_a_map_beside_the_photograph_shows_the_same_place(page: Page):
    page.keyboard.press("s")
    page.wait_for_selector(f"{COMPANION} .map-picture")
    assert page.locator(".map-frame img").count() == 0
    for keys in ("", "0", "t", "++", "f"):
        for key in keys:
            page.keyboard.press(key)
        drawn(page)
        main, beside, half = box(page, MAIN), box(page, COMPANION), box(page, ".pane.companion")["x"] - box(page, ".pane")["x"]
        for side in ("x", "y", "width", "height"):
            assert beside[side] - (half if side == "x" else 0) == pytest.approx(main[side], abs=2)


def test_the_previous_photograph_stays_beside_the_next(page: Page):
    """Whoever opened two batches holds two photographs, and no third is painted in between."""
    page.click("[data-action=beside]")
    page.click("[data-beside=previous]")
    expect(page.locator("[data-companion=name]")).to_have_text("There is no previous photograph yet.")
    first = page.evaluate("loupe.desk.photo.name")
    judged(page, "a")
    expect(page.locator("[data-companion=name]")).to_have_text(first)
    page.keyboard.press("s")
    expect(page.locator(".companion")).to_be_hidden()


def test_on_a_small_screen_a_swipe_judges_and_going_back_does_not(browser: Browser, desk: LiveDesk):
    page = signed_in(browser, desk, "vera", viewport={"width": 390, "height": 844}, has_touch=True)
    finger = page.context.new_cdp_session(page)
    middle, photo = box(page, "[data-desk=view]"), page.evaluate("loupe.desk.photo.id")
    start, height = middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2

    def swipe(*stops: float) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": height}]})
        for stop in stops:
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": start + stop, "y": height}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(40, 130, 60, 4)
    assert page.evaluate("loupe.desk.photo.id") == photo and page.locator(READY).count() == 1
    swipe(40, 80, 140)
    page.wait_for_selector(f"{READY}:not([data-showing='{photo}'])")
    assert page.evaluate("loupe.desk.flow.last.verdict") == "ACCEPT"
    page.context.close()


def test_a_batch_is_chosen_in_the_header_and_kept(page: Page):
    page.click("#work-opener")
    page.get_by_label("portraits").check()
    page.wait_for_selector(f"{READY}[data-batch=portraits]")
    assert page.evaluate("loupe.desk.photo.batch") == "portraits"
    page.keyboard.press("Escape")
    expect(page.locator("#work-opener")).to_be_focused()
    page.reload()
    page.wait_for_selector(f"{READY}[data-batch=portraits]")
    expect(page.locator(".queue-progress .batch")).to_have_text("portraits")


def test_nothing_jumps_while_photographs_come_and_go(page: Page, desk: LiveDesk):
    """Cumulative layout shift over a reload and three verdicts, keys being no excuse; under 0.1 is called good, 0.02 is not seen."""
    page.goto(desk.address)
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-score]")
    for _ in range(3):
        judged(page, "a")
        page.wait_for_selector("[data-desk=panel]:not(.stale) [data-score]")
    shifted = page.evaluate("""() => new Promise((tell) => {
        const seen = new PerformanceObserver((list) => tell(list.getEntries().map((one) => one.value)));
        seen.observe({ type: "layout-shift", buffered: true });
        setTimeout(() => tell([]), 500);
    })""")
    assert sum(shifted) < 0.02
