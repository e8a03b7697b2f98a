"""Verdicts through the API, the log behind the Decisions page, and its export."""

from __future__ import annotations

import csv
import io
import re
import uuid

import pytest

from app.errors import BadFilter
from app.jobs.engine import work
from app.services.decision_log import Filters
from app.web.components import export_menu
from app.web.log_filters import export_address, filters_from
from app.web.pages import decisions
from tests.web.callbacks import call, output_named
from tests.web.test_uploads import jpeg, upload


def verdict(item: dict, answer: str = "ACCEPT", **more: object) -> dict:
    return {"request_id": str(uuid.uuid4()), "photo_id": item["photo"]["id"], "question": "recapture", "verdict": answer,
            "lease_id": item["lease_id"], **more}


def rows_of(answer) -> list[dict]:
    assert answer.status_code == 200 and answer.content_type == "text/csv; charset=utf-8", answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def judged(desk) -> None:
    """Six photographs, judged by two reviewers in turn."""
    browsers = [desk.signed_in("reviewer"), desk.signed_in("other")]
    for seed in range(6):
        upload(browsers[0], jpeg(200 + seed), f"photo-{seed}.jpg", batch="even" if seed % 2 == 0 else "odd")
    for number in range(6):
        browser = browsers[number % 2]
        item = browser.get("/api/next?question=recapture&order=oldest").json["item"]
        answer, reasons = ("ACCEPT", []) if number < 3 else ("REJECT", ["screen"])
        stored = browser.post("/api/decisions", json=verdict(item, answer, reasons=reasons, note=f"note {number}"))
        assert stored.status_code == 200, stored.text
        browser.post("/api/release", json={"question": "recapture", "photo_id": (stored.json["next"] or item)["photo"]["id"],
                                           "lease_id": (stored.json["next"] or item)["lease_id"]})


@pytest.mark.parametrize(("query", "expected"), [
    ("", 6), ("?verdict=ACCEPT", 3), ("?verdict=REJECT&reason=screen", 3), ("?label=original", 3), ("?reviewer=other", 3),
    ("?batch=even", 3),
    ("?text=note 4", 1), ("?text=photo-", 6), ("?since=2000-01-01&until=2099-12-31", 6), ("?until=2000-01-01", 0), ("?verdict=any", 6),
])
def test_the_export_is_what_the_page_shows(desk, client, judged, query, expected):
    """The page's rows come from the same filters through the grid's callback; the export must hold exactly those."""
    lead = client("lead")
    rows = rows_of(lead.get(f"/api/export.csv{query}"))
    values = dict(pair.split("=") for pair in query.lstrip("?").split("&") if pair)
    assert len(rows) == expected and grid_ids(lead, values) == [row_name(row) for row in rows]


def test_the_grid_gets_its_rows_block_by_block(client, judged, monkeypatch):
    """Blocks of four follow one another by their cursors, and hold every row of the export once, in its order."""
    monkeypatch.setattr(decisions, "PAGE_ROWS", 4)
    lead, cursors, blocks = client("lead"), {}, []
    for start in (0, 4):
        answer = grid_answer(lead, {}, start, cursors)
        cursors = answer[decisions.Ids.CURSORS]["data"]
        blocks.append(answer[decisions.Ids.GRID]["getRowsResponse"])
    assert [len(block["rowData"]) for block in blocks] == [4, 2] and [block["rowCount"] for block in blocks] == [None, 6]
    assert [row["photo"] for block in blocks for row in block["rowData"]] == [row_name(row) for row in rows_of(lead.get("/api/export.csv"))]


def row_name(row: dict) -> str:
    return next(row[key] for key in row if key in ("photo", "photo_name", "name"))


def grid_ids(browser, values: dict[str, str]) -> list[str]:
    return [row["photo"] for row in grid_answer(browser, values)[decisions.Ids.GRID]["getRowsResponse"]["rowData"]]


def grid_answer(browser, values: dict[str, str], start: int = 0, cursors: dict | None = None) -> dict:
    """What the grid's callback answers when the grid asks for its rows from start on."""
    app, Ids = browser.application.extensions["loupe_dash"], decisions.Ids
    given = {f"{identifier}.value": {"question": "recapture", **values}.get(name, "") for name, identifier in decisions.FILTERS.items()}
    answer = call(browser, app, output_named(app, "getRowsResponse"), {
        **given, f"{Ids.CURSORS}.data": cursors or {}, f"{Ids.GRID}.getRowsRequest": {"startRow": start}})
    assert answer.status_code == 200, answer.text
    return answer.json["response"]


@pytest.mark.parametrize(("large", "exact"), [(0, True), (50_000, True), (0, False)])
def test_few_decisions_are_downloaded_and_many_prepared(client, judged, monkeypatch, large, exact):
    """Six decisions are many when the limit is none."""
    monkeypatch.setattr(export_menu, "LARGE", large)
    answer = grid_answer(client("lead"), {} if exact else {"text": "photo"})
    assert answer[decisions.Ids.EXPORT]["hidden"] is not answer[decisions.Ids.PREPARE]["hidden"]
    assert answer[decisions.Ids.PREPARE]["hidden"] is (large == 50_000)


def test_a_prepared_export_is_fetched_by_its_link_by_whoever_asked(desk, client, judged):
    lead, app, Ids = client("lead"), desk.server.extensions["loupe_dash"], decisions.Ids
    values = {f"{Ids.PREPARE}.n_clicks": 1, f"{Ids.FORMAT}.value": "csv", f"{decisions.FILTERS['verdict']}.value": "REJECT"}
    asked = call(lead, app, output_named(app, f"{Ids.PREPARED}.children@"), values)
    assert asked.status_code == 200, asked.text
    assert work(desk.deps, once=True) == 1
    seen = call(lead, app, output_named(app, f"..{Ids.PREPARED}.children..."), {f"{Ids.TICK}.n_intervals": 1}).text
    link = "/api/exports/" + re.search(r"exports\\u002f(\w+)", seen).group(1)
    assert rows_of(lead.get(link)) == rows_of(lead.get("/api/export.csv?verdict=REJECT"))
    assert client("admin").get(link).status_code == 403


def test_reviewers_export_their_own_decisions_only(client, judged):
    assert {row["reviewer"] for row in rows_of(client("other").get("/api/export.csv"))} == {"other"}
    assert rows_of(client("other").get("/api/export.csv?reviewer=reviewer")) == []


@pytest.mark.parametrize("query", ["?verdict=MAYBE", "?since=yesterday", "?nothing=1", "?stage=x"])
def test_bad_filters_are_refused_in_one_sentence(client, query):
    answer = client("lead").get(f"/api/export.csv{query}")
    assert answer.status_code == 400 and answer.json["error"]


def test_the_same_request_stores_once(client):
    browser = client("reviewer")
    upload(browser, jpeg(300), "once.jpg")
    body = verdict(browser.get("/api/next?question=recapture").json["item"])
    first, second = browser.post("/api/decisions", json=body), browser.post("/api/decisions", json=body)
    assert first.json["decision"]["id"] == second.json["decision"]["id"]
    assert (first.json["repeated"], second.json["repeated"]) == (False, True)
    reused = browser.post("/api/decisions", json={**body, "verdict": "REJECT"})
    assert reused.status_code == 409 and reused.json["kind"] == "RequestReused"
    browser.post("/api/undo", json={"question": "recapture"})


def test_a_verdict_without_the_lease_is_a_conflict(client):
    browser = client("reviewer")
    upload(browser, jpeg(301), "lease.jpg")
    item = browser.get("/api/next?question=recapture").json["item"]
    stolen = client("other").post("/api/decisions", json=verdict(item))
    assert stolen.status_code == 409 and stolen.json["kind"] == "LeaseLost" and stolen.json["error"]


@pytest.mark.parametrize("change", [
    {"verdict": "PERHAPS"}, {"verdict": None}, {"photo_id": 7}, {"request_id": ""}, {"reasons": "screen"}, {"reasons": [1]},
    {"note": {"a": 1}},
    {"shown_at": "now"}, {"shown_at": "2026-01-01T10:00:00"}, {"lease_id": ["x"]}, {"question": None}, {"label": 3}, {"order": 5},
])
def test_malformed_verdicts_are_refused(client, change):
    body = {"request_id": "r", "photo_id": "p", "question": "recapture", "verdict": "ACCEPT", "lease_id": "l", **change}
    answer = client("reviewer").post("/api/decisions", json=body)
    assert answer.status_code == 400 and answer.json["error"].endswith(".")


def test_who_decides_comes_from_the_session(desk, client):
    """Fields that a reviewer has no say in are ignored."""
    browser = client("reviewer")
    upload(browser, jpeg(302), "mass.jpg")
    item = browser.get("/api/next?question=recapture").json["item"]
    extra = {"reviewer_id": "x", "role": "admin", "seq": 1, "decided_at": "2001-01-01T00:00:00Z", "stage": "adjudicated"}
    assert browser.post("/api/decisions", json=verdict(item, note="mass", **extra)).status_code == 200
    row = rows_of(client("lead").get("/api/export.csv?text=mass"))[0]
    assert row["reviewer"] == "reviewer" and "2001" not in str(row) and "adjudicated" not in row.values()


def test_filters_stand_in_the_address_as_they_are_read():
    values = {"verdict": "ACCEPT", "text": "a & b", "label": "any", "batch": " ", "reviewer": None}
    assert export_address(values) == "/api/export.csv?verdict=ACCEPT&text=a+%26+b"
    assert filters_from(values) == Filters(verdict="ACCEPT", text="a & b")


def test_until_includes_its_day():
    filters = filters_from({"since": "2026-11-21", "until": "2026-11-21"})
    assert (filters.until - filters.since).days == 1


def test_unknown_filter_names_are_refused():
    with pytest.raises(BadFilter):
        filters_from({"reviwer": "x"})
