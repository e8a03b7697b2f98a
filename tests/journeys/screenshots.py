"""Pictures of every page of a demo desk, dark, light and narrow, to look at: make screenshots."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.conftest import CHROMIUM
from tests.journeys.live_desk import PROJECT, LiveDesk

PASSWORD = "lantern orchard seven"
FOLDER = PROJECT / "var" / "screenshots"
LOOKS = {"dark": ("dark", 1440, 900), "light": ("light", 1440, 900), "narrow": ("dark", 390, 844), "narrow-light": ("light", 390, 844)}
PAGES = {"desk": "/", "upload": "/upload", "decisions": "/decisions", "models": "/models", "settings": "/settings"}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        desk = LiveDesk(Path(home))
        desk.start()
        try:
            desk.command("user", "add", "anna", "--role", "admin", given=f"{PASSWORD}\n")
            desk.command("demo")
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            for look, (scheme, width, height) in LOOKS.items():
                _take(browser, desk, look, scheme, width, height)
            browser.close()
        finally:
            desk.stop()
    print(f"{len(LOOKS) * (len(PAGES) + 1)} pictures in {FOLDER}")


def _take(browser: Browser, desk: LiveDesk, look: str, scheme: str, width: int, height: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
    page.goto(desk.address)
    page.screenshot(path=FOLDER / f"{look}-sign-in.png")
    page.fill("input[name=name]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("#desk")
    for name, path in PAGES.items():
        page.goto(desk.address + path)
        if name == "desk":
            page.wait_for_selector("#desk[data-state=ready]")
            page.wait_for_selector("#desk-panel > div[data-photo]")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{look}-{name}.png")
    page.context.close()


if __name__ == "__main__":
    main()
