"""Decisions come in all or none, and each bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain import QueueState, Role, Stage, User, Verdict
from app.errors import BadImport, NotAllowed
from app.services.access import OPERATOR
from app.services.decision_log import Filters, page
from app.services.deps import Deps
from app.services.import_decisions import Imported, import_decisions
from app.services.verify import verify_log
from app.store import decisions, queue


@pytest.fixture
def sheet(tmp_path: Path):
    """Writes the lines into a CSV file beside the photographs that add_photo made."""
    def write(*lines: str) -> Path:
        path = tmp_path / "decisions.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def state_of(deps: Deps, photo_id: str) -> QueueState:
    with deps.database.read() as session:
        return queue.get(session, "recapture", photo_id).state


def test_labels_and_verdicts_by_path_or_sha256_are_stored(deps: Deps, alice: User, add_photo, sheet) -> None:
    one, two, three = add_photo(1), add_photo(2), add_photo(3)
    path = sheet("path,sha256,question,label,verdict,reviewer,reasons,note,decided_at", "photo-1.jpg,,recapture,original,,alice,,,",
                 f",{two.sha256.upper()},recapture,,reject,Alice,screen;print,on a wall,2026-02-01T10:00:00+01:00",
                 f",{three.sha256},recapture,,UNSURE,alice,,,2026-02-01")
    assert import_decisions(deps, OPERATOR, path) == Imported(3, 0)
    with deps.database.read() as session:
        first, second, third = (decisions.standing(session, photo.id, "recapture")[0] for photo in (one, two, three))
    assert (first.verdict, first.label, first.stage, first.reviewer_id) == (Verdict.ACCEPT, "original", Stage.IMPORTED, alice.id)
    assert (second.label, second.reasons, second.note, second.decided_at.hour) == ("recaptured", ("screen", "print"), "on a wall", 9)
    assert (third.verdict, third.label) == (Verdict.UNSURE, None)
    assert [state_of(deps, photo.id) for photo in (one, two, three)] == [QueueState.DECIDED, QueueState.DECIDED, QueueState.SECOND]
    assert verify_log(deps, OPERATOR).rows == 3


def test_the_same_file_again_stores_nothing_and_a_change_supersedes(deps: Deps, alice: User, lead: User, add_photo, sheet) -> None:
    photo = add_photo(1)
    path = sheet("sha256,question,label,reviewer", f"{photo.sha256},recapture,original,alice")
    assert import_decisions(deps, OPERATOR, path) == Imported(1, 0)
    assert import_decisions(deps, OPERATOR, path) == Imported(0, 1)
    changed = sheet("sha256,question,label,reviewer", f"{photo.sha256},recapture,recaptured,alice")
    assert import_decisions(deps, OPERATOR, changed) == Imported(1, 0)
    assert [row.superseded for row in page(deps, lead, Filters()).rows] == [False, True]


def test_reviewers_who_disagree_send_the_photo_to_a_lead(deps: Deps, alice: User, person, add_photo, sheet) -> None:
    photo = add_photo(1)
    person("bob")
    path = sheet("sha256,question,label,reviewer", *(f"{photo.sha256},recapture,{label},{name}"
                                                      for label, name in (("original", "alice"), ("recaptured", "bob"))))
    assert import_decisions(deps, OPERATOR, path) == Imported(2, 0)
    assert state_of(deps, photo.id) == QueueState.LEAD


def test_one_bad_line_stops_all_and_each_is_named(deps: Deps, alice: User, lead: User, add_photo, sheet) -> None:
    photo = add_photo(1)
    path = sheet(
        "path,sha256,question,label,verdict,reviewer,reasons,note,decided_at", f",{photo.sha256},recapture,original,,alice,,,",
        f",{'0' * 64},recapture,original,,alice,,,", "gone.jpg,,recapture,original,,alice,,,", ",nonsense,recapture,original,,alice,,,",
        f",{photo.sha256},weather,sunny,,alice,,,", f",{photo.sha256},recapture,fake,,alice,,,", f",{photo.sha256},recapture,,,alice,,,",
        f",{photo.sha256},recapture,original,REJECT,alice,,,", f",{photo.sha256},recapture,original,,ghost,,,",
        f",{photo.sha256},recapture,original,,lena,ghost,,", f",{photo.sha256},recapture,original,,lena,,,tomorrow",
        f",{photo.sha256},recapture,original,,lena,,,2090-01-01", f",{photo.sha256},recapture,original,,lena,,{'x' * 2001},",
        f",{photo.sha256},recapture,recaptured,,alice,,,", f",{photo.sha256},recapture,original,,,,,", ",,recapture,original,,alice,,,")
    with pytest.raises(BadImport) as refused:
        import_decisions(deps, OPERATOR, path)
    named = [line.split(":")[0] for line in str(refused.value).splitlines()[1:]]
    assert named == [f"line {number}" for number in range(3, 18)]
    assert page(deps, lead, Filters()).total == 0 and state_of(deps, photo.id) == QueueState.WAITING


@pytest.mark.parametrize(("content", "words"), [
    (b"sha256,label,reviewer\n", "question"), (b"question,label,reviewer\n", "path or sha256"), (b"", "lacks the columns"),
    (b"sha256,question,reviewer\n", "label or verdict"), (b"sha256,question,label,reviewer\n\xff\xfe,,,\n", "UTF-8"),
])
def test_what_is_no_such_table_is_said(deps: Deps, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "d.csv").write_bytes(content)
    with pytest.raises(BadImport, match=words):
        import_decisions(deps, OPERATOR, tmp_path / "d.csv")
    with pytest.raises(BadImport, match="cannot be read"):
        import_decisions(deps, OPERATOR, tmp_path / "gone.csv")


def test_only_admins_import(deps: Deps, lead: User, person, sheet) -> None:
    path = sheet("sha256,question,label,reviewer")
    with pytest.raises(NotAllowed):
        import_decisions(deps, lead, path)
    assert import_decisions(deps, person("root", Role.ADMIN), path) == Imported(0, 0)
