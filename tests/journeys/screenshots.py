"""Pictures of every page of a demo desk, and of the desk's states, dark, light and narrow, to look at: make screenshots."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app.config import Settings
from app.services.access import OPERATOR
from app.services.deps import build_deps
from app.services.policies import change_policy
from app.web.shell import PAGES
from tests.journeys.conftest import CHROMIUM
from tests.journeys.live_desk import PROJECT, LiveDesk
from tests.journeys.signed_in import READY, add_people, judged, signed_in

FOLDER = PROJECT / "var" / "screenshots"
LOOKS = {"dark": ("dark", 1440, 900), "light": ("light", 1440, 900), "narrow": ("dark", 390, 844), "narrow-light": ("light", 390, 844)}
LONG = ("/settings", "/insights", "/models")  # worth looking at below the fold
SCORE = "[data-desk=panel]:not(.stale) [data-score]"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        desk = LiveDesk(Path(home))
        desk.start()
        try:
            add_people(desk, anna="admin", rob="reviewer", sue="reviewer")
            desk.command("demo")
            desk.command("worker", "--once")  # which finds the pairs
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            _disagree(browser, desk)
            for look, (scheme, width, height) in LOOKS.items():
                options = {"color_scheme": scheme, "viewport": {"width": width, "height": height}}
                _pages(browser, desk, look, options)
                _states(browser, desk, look, options)
            browser.close()
        finally:
            desk.stop()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


def policy(desk: LiveDesk, **changes: object) -> None:
    deps = build_deps(Settings(home=desk.home, database_url=f"sqlite:///{desk.home / 'loupe.db'}", decode_processes=1))
    change_policy(deps, OPERATOR, "recapture", changes)
    deps.close()


def _disagree(browser: Browser, desk: LiveDesk) -> None:
    """Two reviewers read the same photographs and differ, so that something waits for a lead."""
    policy(desk, second_read_share=1.0)
    for name, keys in {"rob": "aura", "sue": "ruua"}.items():
        page = signed_in(browser, desk, name)
        for key in keys:
            judged(page, key)
        page.context.close()
    policy(desk, second_read_share=0.0)


def _pages(browser: Browser, desk: LiveDesk, look: str, options: dict) -> None:
    page = browser.new_context(**options).new_page()
    page.goto(desk.address)
    page.screenshot(path=FOLDER / f"{look}-sign-in.png")
    page.context.close()
    page = signed_in(browser, desk, "anna", **options)
    for one in PAGES:
        page.goto(desk.address + one.path)
        page.wait_for_selector(SCORE if one.path == "/" else "main h1")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{look}-{one.title.lower()}.png", full_page=one.path in LONG)
    page.goto(f"{desk.address}/photos")
    page.locator(".choose").nth(0).click()
    page.locator(".choose").nth(2).click(modifiers=["Shift"])
    page.screenshot(path=FOLDER / f"{look}-photos-chosen.png")
    page.context.close()


def _states(browser: Browser, desk: LiveDesk, look: str, options: dict) -> None:
    page = signed_in(browser, desk, "rob", **options)
    page.wait_for_selector(SCORE)
    for name, show in STATES.items():
        show(page, desk)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{look}-desk-{name}.png")
    page.context.close()


def _beside(page: Page, desk: LiveDesk) -> None:
    page.keyboard.press("s")
    page.wait_for_selector(".companion .map-picture")


def _menu(page: Page, desk: LiveDesk) -> None:
    for _ in range(3):
        page.keyboard.press("s")
    page.click("#work-opener")


def _last(page: Page, desk: LiveDesk) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    page.wait_for_selector("[data-desk=recent] li")


def _keys(page: Page, desk: LiveDesk) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("?")


def _blind(page: Page, desk: LiveDesk) -> None:
    policy(desk, blind="on")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.wait_for_selector(f"{READY}[data-view=hidden]")
    page.wait_for_selector("[data-desk=panel]:not(.stale) [data-view=hidden]")


def _revealed(page: Page, desk: LiveDesk) -> None:
    page.keyboard.press("r")
    page.wait_for_selector("#desk.revealed[data-state=ready]")


def _pair(page: Page, desk: LiveDesk) -> None:
    judged(page, "r")  # nothing is left to be kept or changed where the next look begins
    policy(desk, blind="off")
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        [photo] = database.execute("SELECT photo_id FROM pairs WHERE partner_id IS NOT NULL ORDER BY strength DESC LIMIT 1").fetchone()
    page.goto(f"{desk.address}/?photo={photo}")
    page.wait_for_selector(f"#desk[data-showing='{photo}']")
    page.click(".pair-line button")
    page.wait_for_selector("[data-companion=frame] img")


def _offline(page: Page, desk: LiveDesk) -> None:
    page.goto(desk.address)
    page.wait_for_selector(READY)  # what was handed out while the policy was blind stays so
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.wait_for_selector("[data-desk=hint]:not(:empty)")


def _empty(page: Page, desk: LiveDesk) -> None:
    page.context.set_offline(False)
    page.goto(f"{desk.address}/?batch=tomorrow")
    page.wait_for_selector("#desk[data-state=empty]")


STATES: dict[str, Callable[[Page, LiveDesk], None]] = {
    "beside": _beside, "menu": _menu, "last-answers": _last, "keys": _keys, "blind": _blind, "revealed": _revealed,
    "pair": _pair, "offline": _offline, "empty": _empty,
}


if __name__ == "__main__":
    main()
