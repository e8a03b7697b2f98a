"""People at a live desk, and browsers in which they are signed in."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.live_desk import LiveDesk

PASSWORD = "four quiet green bicycles"
READY = "#desk[data-state=ready]"  # selectors, because the page's own rules forbid the eval behind wait_for_function


def add_people(desk: LiveDesk, **roles: str) -> None:
    """add_people(desk, ann="reviewer", lea="lead"), all with PASSWORD."""
    for name, role in roles.items():
        desk.command("user", "add", name, "--role", role, given=f"{PASSWORD}\n")


def signed_in(browser: Browser, desk: LiveDesk, name: str, **options: object) -> Page:
    """The desk's first page in a browser of its own; options go to the browser's context (viewport, color_scheme …)."""
    context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
    return sign_in(context, desk, name)


def sign_in(context: BrowserContext, desk: LiveDesk, name: str) -> Page:
    """As signed_in, in a browser that listens to something already."""
    page = context.new_page()
    page.goto(f"{desk.address}/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(READY)
    return page


def photo_on(page: Page) -> str:
    """The id of the photograph on the table."""
    return page.evaluate("loupe.desk.photo.id")


def judged(page: Page, key: str) -> None:
    """Presses a verdict key and waits until the next photograph may be judged."""
    before = photo_on(page)
    page.keyboard.press(key)
    page.wait_for_selector(f"{READY}:not([data-showing='{before}'])")
