"""The whole path in a real browser: first admin, upload, judge by key, export, retrain, promote, score, sign out."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.services.demo_pictures import shipped_pictures, write_demo
from app.services.report import SilentReport
from tests.journeys.live_desk import LiveDesk

PASSWORD = "lantern orchard seven"
RETRAIN_SECONDS = 600  # the worker is nice: a busy machine leaves it little


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Photographs by label, real ones where they are there and else the demo's, and two files that are none."""
    folder = tmp_path_factory.mktemp("pictures")
    real = os.environ.get("LOUPE_DATA")
    manifest = Path(real) / "photos.csv" if real else write_demo(folder, shipped_pictures(), SilentReport())
    with manifest.open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["source"] in ("pairs-a", "demo")]
    found = {label: [manifest.parent / row["path"] for row in rows if row["label"] == label][:4] for label in ("original", "recaptured")}
    (folder / "letter.jpg").write_text("Dear Sir or Madam, please find my photograph enclosed.")
    (folder / "cut.jpg").write_bytes(found["original"][0].read_bytes()[:4000])
    return found | {"bad": [folder / "letter.jpg", folder / "cut.jpg"]}


@pytest.fixture(scope="module")
def page(browser: Browser, desk: LiveDesk) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    return opened


def test_the_whole_path(desk: LiveDesk, page: Page, pictures: dict[str, list[Path]], tmp_path: Path) -> None:
    become_first_admin(desk, page)
    names = upload(desk, page, pictures)
    truth = {path.name: label for label in ("original", "recaptured") for path in pictures[label][:3]}
    assert names == set(truth)
    judged = judge_by_key(desk, page, truth)
    exported = export(desk, page, tmp_path)
    assert {row["photo"]: row["label"] for row in exported} == judged == truth
    assert {row["reasons"] for row in exported if row["label"] == "recaptured"} == {"screen"}
    assert {row["reviewer"] for row in exported} == {"anna"}
    challenger = retrain_and_promote(desk, page)
    assert scored_by(desk, page, pictures["original"][3]) == f"recapture {challenger}"
    sign_out(desk, page)
    assert "6 decisions" in desk.command("verify")


def become_first_admin(desk: LiveDesk, page: Page) -> None:
    page.goto(desk.first_admin_link())
    page.fill("input[name=name]", "anna")
    page.fill("input[name=new]", PASSWORD)
    page.fill("input[name=again]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.get_by_role("link", name="Upload", exact=True).first).to_be_visible()


def upload(desk: LiveDesk, page: Page, pictures: dict[str, list[Path]]) -> set[str]:
    """Six photographs are kept and scored, two files are refused with a sentence each."""
    page.goto(f"{desk.address}/upload")
    chosen = [*pictures["original"][:3], *pictures["recaptured"][:3], *pictures["bad"]]
    with page.expect_file_chooser() as chooser:
        page.click("[data-upload=files]")
    chooser.value.set_files([str(path) for path in chosen])
    rows = page.locator("[data-upload=list] > li")
    expect(rows).to_have_count(len(chosen))
    expect(page.locator("[data-upload=summary]")).to_contain_text("6 kept · 2 refused")
    scored = rows.filter(has_text=re.compile(r"Likely|Can.t tell"))
    expect(scored).to_have_count(6)
    expect(rows.filter(has_text="letter.jpg")).to_contain_text("Not a JPEG, PNG, WebP or HEIC photograph.")
    expect(rows.filter(has_text="cut.jpg")).to_contain_text("damaged or incomplete")
    return {text.splitlines()[0] for text in scored.all_inner_texts()}


def judge_by_key(desk: LiveDesk, page: Page, truth: dict[str, str]) -> dict[str, str]:
    """Each photograph is judged by what it is, never by what the score says."""
    page.goto(desk.address)
    judged: dict[str, str] = {}
    last = None
    for _ in truth:
        expect(page.locator("#desk[data-state=ready]")).to_be_visible()
        panel = page.locator("#desk-panel > div[data-photo]")
        if last:
            expect(panel).not_to_have_attribute("data-photo", last)
        name = panel.locator("dl").inner_text().split("File\n")[1].split(",")[0].strip()
        last = panel.get_attribute("data-photo")
        judged[name] = truth[name]
        if truth[name] == "recaptured":
            page.keyboard.press("1")
        page.keyboard.press("a" if truth[name] == "original" else "r")
    expect(page.locator("#desk[data-state=empty]")).to_be_attached()
    return judged


def export(desk: LiveDesk, page: Page, folder: Path) -> list[dict[str, str]]:
    page.goto(f"{desk.address}/decisions")
    expect(page.locator("#decisions-total")).to_have_text("6 decisions")
    page.click(".export-menu > summary")
    with page.expect_download() as download:
        page.click("#decisions-export")
    download.value.save_as(folder / "log.csv")
    with (folder / "log.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def retrain_and_promote(desk: LiveDesk, page: Page) -> str:
    """The job survives a reload; its challenger scores only after a person's press."""
    page.goto(f"{desk.address}/models")
    champion = page.locator(".version:has(.state-champion) strong").inner_text()
    page.click("#models-retrain")
    expect(page.locator("#models-job")).to_contain_text("Retraining")
    page.reload()
    expect(page.locator("#models-job")).to_contain_text("Retraining is done", timeout=RETRAIN_SECONDS * 1000)
    challenger = page.locator(".version:has(.state-challenger) strong")
    expect(challenger).not_to_have_text(champion)
    name = challenger.inner_text()
    page.locator("summary", has_text="Promote").click()
    if page.locator(".confirm-card", has_text="calls it worse").count():
        page.fill("#models-why", "A journey promotes whatever it made.")
    page.click("#models-promote")
    expect(page.locator(".version:has(.state-champion) strong")).to_have_text(name)
    return name


def scored_by(desk: LiveDesk, page: Page, photograph: Path) -> str:
    page.goto(f"{desk.address}/upload")
    with page.expect_file_chooser() as chooser:
        page.click("[data-upload=files]")
    chooser.value.set_files([str(photograph)])
    expect(page.locator("[data-upload=summary]")).to_contain_text("1 kept")
    page.goto(desk.address)
    scored = page.locator("#desk-panel dt", has_text="Scored by").locator("xpath=following-sibling::dd[1]")
    return scored.inner_text()


def sign_out(desk: LiveDesk, page: Page) -> None:
    page.locator(".person summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("input[name=password]")).to_be_visible()
    page.goto(f"{desk.address}/decisions")
    expect(page.locator("input[name=password]")).to_be_visible()
