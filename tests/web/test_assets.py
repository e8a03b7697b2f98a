"""Scripts and styles: all from here, the right versions, small over the wire, and kept by browsers."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import dash
import pytest
from dash import dcc
from plotly.offline import get_plotlyjs_version

import app.web
from app.config import PROJECT
from app.web.assets import PLOTLY

ASSETS = PROJECT / "assets"


def test_plotly_js_is_the_version_that_plotly_py_speaks():
    head = (ASSETS / "vendor" / "plotly-cartesian.min.js").read_text()[:200]
    assert f"v{get_plotlyjs_version()}" in head


def test_dash_is_given_our_bundle_where_it_looks_for_its_own(desk):
    answer = desk.server.test_client().get(PLOTLY)
    assert answer.data == (ASSETS / "vendor" / "plotly-cartesian.min.js").read_bytes() and answer.headers["Cache-Control"] == "no-cache"
    renderer = Path(dash.__file__).parent / "dash-renderer" / "build" / "dash_renderer.min.js"
    assert PLOTLY.removeprefix("/") in renderer.read_text()


def test_graphs_are_made_in_one_place_that_sends_nothing_away():
    """plotly 7 adds an upload to its maker's cloud to every chart, unless it is told not to."""
    makers = [path.name for path in Path(app.web.__file__).parent.rglob("*.py") if "Graph(" in path.read_text()]
    assert makers == ["graph.py"]
    from app.web.components.graph import CONFIG

    assert CONFIG["showSendToCloud"] is False and CONFIG["plotlyServerURL"] == ""
    assert isinstance(dcc.Graph(config=CONFIG), dcc.Graph)


def test_nothing_is_loaded_from_elsewhere():
    for path in [*ASSETS.glob("*.css"), *ASSETS.glob("*.js"), *ASSETS.glob("head/*.js")]:
        addresses = re.findall(r"https?://[^\s'\")]+", path.read_text())
        assert [one for one in addresses if not one.startswith("http://www.w3.org/")] == [], path.name


def test_vendored_files_come_with_their_licences():
    assert {path.name for path in (ASSETS / "vendor").glob("*.LICENSE")} == {"bootstrap.LICENSE", "plotly.LICENSE"}


def scripts_and_styles(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]+)"', page)


def test_the_first_page_stays_small(desk, client):
    """DESIGN section 11: at most 1.2 MB over the wire, of which a preview of the photograph may take 0.2."""
    browser = client("reviewer")
    page = browser.get("/", headers={"Accept": "text/html", "Accept-Encoding": "br"})
    total = len(page.data)
    for address in scripts_and_styles(brotli.decompress(page.data).decode()):
        total += len(browser.get(address, headers={"Accept-Encoding": "br"}).data)
    assert total < 700_000, total
    assert "dash_ag_grid.min" not in brotli.decompress(page.data).decode()


@pytest.mark.parametrize(("accepts", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes), ("", bytes)])
def test_every_encoding_carries_the_same_bytes(desk, accepts, decode):
    browser = desk.server.test_client()
    for _ in range(2):
        answer = browser.get("/assets/theme.css", headers={"Accept-Encoding": accepts})
        assert decode(answer.data) == (ASSETS / "theme.css").read_bytes()
        assert answer.headers.get("Content-Encoding", "identity") == (accepts or "identity")
        assert "Accept-Encoding" in answer.headers["Vary"] and "max-age=31536000" in answer.headers["Cache-Control"]


def test_an_unchanged_file_is_not_sent_again(desk):
    browser = desk.server.test_client()
    first = browser.get("/assets/theme.css", headers={"Accept-Encoding": "br"})
    again = browser.get("/assets/theme.css", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_all_of_an_address_leads_to_an_existing_file(client):
    browser = client("reviewer")
    for address in scripts_and_styles(browser.get("/", headers={"Accept": "text/html"}).text):
        assert address.startswith("/") and browser.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["../app/config.py", "%2e%2e/app/config.py", "..%2fapp/config.py", "/etc/passwd", "vendor/../../Makefile"])
def test_nothing_outside_the_assets_is_served(desk, name):
    answer = desk.server.test_client().get(f"/assets/{name}")
    assert answer.status_code in (401, 404) and b"import" not in answer.data
