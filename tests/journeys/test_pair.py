"""The pair that a worker found: named on the panel, and laid beside the photograph, upright, by a click or by key."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import READY, add_people, signed_in
from tests.photos.pairing.scenes import scene, seen_again
from tests.photos.pictures import encode

COMPANION = "[data-companion=frame]"
CLEAR_OF_THE_HEADER = """() => {
  const edge = (part, side) => document.querySelector(part).getBoundingClientRect()[side];
  return edge(".view", "top") >= edge(".header", "bottom");
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    """A desk with a scene and its recapture, turned by a quarter; what was waiting for a worker is done."""
    folder = Path(tmp_path_factory.mktemp("home"))
    live = LiveDesk(folder / "home")
    live.start()
    add_people(live, pia="reviewer")
    for name, image in (("scene.jpg", scene(1)), ("again.jpg", seen_again(scene(1), 90, tilt=0.01))):
        (folder / name).write_bytes(encode(image, ".jpg", quality=90))
        live.command("ingest", str(folder / name))
    live.command("worker", "--once")
    yield live
    live.stop()


def show(page: Page, desk: LiveDesk, name: str) -> None:
    with closing(sqlite3.connect(f"file:{desk.home / 'loupe.db'}?mode=ro", uri=True)) as database:
        [(photo,)] = database.execute("SELECT id FROM photos WHERE name = ?", (name,))
    page.goto(f"{desk.address}/?photo={photo}")
    page.wait_for_selector(f"{READY}[data-showing='{photo}']")


@pytest.mark.parametrize(("name", "other", "turned"), [("scene.jpg", "again.jpg", "270deg"), ("again.jpg", "scene.jpg", "90deg")])
def test_it_is_named_and_lies_beside_the_photograph_upright(browser: Browser, desk: LiveDesk, name: str, other: str, turned: str) -> None:
    page = signed_in(browser, desk, "pia")
    show(page, desk, name)
    expect(page.locator(".pair-line")).to_contain_text(f"Pair found: {other}, ")
    page.click(".pair-line button")
    expect(page.locator("[data-companion=name]")).to_contain_text(f"{other}, ")
    page.wait_for_selector(f"{COMPANION} img")
    expect(page.locator(COMPANION)).to_have_attribute("style", re.compile(f"rotate\\({turned}\\)"))
    page.keyboard.press("t")
    following = {"270deg": "0deg", "90deg": "180deg"}[turned]
    expect(page.locator(COMPANION)).to_have_attribute("style", re.compile(f"rotate\\({following}\\)"))
    page.keyboard.press("s")
    expect(page.locator("[data-companion=name]")).to_have_text("There is no previous photograph yet.")
    page.context.close()


def test_on_a_narrow_screen_the_photographs_come_into_sight(browser: Browser, desk: LiveDesk) -> None:
    page = signed_in(browser, desk, "pia", viewport={"width": 390, "height": 844})
    show(page, desk, "scene.jpg")
    page.click(".pair-line button")
    page.wait_for_selector(f"{COMPANION} img")
    expect(page.locator(".view")).to_be_in_viewport(ratio=1)
    page.wait_for_function(CLEAR_OF_THE_HEADER)  # the scroll is a smooth one
    page.context.close()
