"""Whatever is asked wrongly ends in one sentence on standard error and an exit code, never in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.registry import COMMANDS
from tests.cli.conftest import Loupe
from tests.photos.pictures import write_photo


@pytest.fixture
def desk(loupe: Loupe) -> Loupe:
    assert loupe("migrate").code == 0
    return loupe


@pytest.mark.parametrize(("arguments", "words"), [
    (("score", "gone.csv"), "cannot be read"), (("score", "a.jpg", "--question", "weather"), "weather"),
    (("score", "a.jpg", "--model", "2031.01-9"), "2031.01-9"), (("ingest", "a.jpg", "--question", "weather"), "weather"),
    (("queue", "--question", "weather"), "weather"), (("features", "a.jpg", "--out", "f.xlsx"), ".parquet"),
    (("features", "a.jpg", "--out", "no/such/folder/f.csv"), "No such file"), (("decide", "--from", "gone.csv"), "gone.csv"),
    (("export", "--since", "yesterday"), "yesterday"), (("export", "--question", "weather"), "weather"),
    (("export", "--out", "no/such/folder/log.csv"), "No such file"), (("verify", "--against", "gone.txt"), "gone.txt"),
    (("user", "role", "ghost", "lead"), "ghost"), (("user", "disable", "ghost"), "ghost"),
    (("user", "add", "alice", "--role", "lead"), "standard input"), (("promote", "2031.01-9"), "2031.01-9"),
])
def test_one_sentence_and_a_failure(desk: Loupe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    write_photo(tmp_path / "a.jpg", 360, 300)
    ran = desk(*arguments)
    assert ran.code == 1 and words in ran.err and len(ran.err.strip().splitlines()) == 1 and "Traceback" not in ran.err


@pytest.mark.parametrize("arguments", [
    (), ("dance",), ("score",), ("score", "a.jpg", "--jobs", "0"), ("queue", "--limit", "-3"), ("queue", "--order", "best"),
    ("user", "add", "bob", "--role", "king"), ("export", "--format", "xls"), ("decide",),
])
def test_what_is_no_command_is_explained(loupe: Loupe, arguments: tuple) -> None:
    ran = loupe(*arguments)
    assert ran.code == 2 and "usage:" in ran.err


@pytest.mark.parametrize("arguments", [("queue",), ("export",), ("verify",), ("user", "list"), ("ingest", "a.jpg")])
def test_a_desk_that_was_never_migrated_says_so(loupe: Loupe, arguments: tuple) -> None:
    ran = loupe(*arguments)
    assert ran.code == 1 and "python -m app migrate" in ran.err


def test_a_file_that_is_no_database_is_said(loupe: Loupe, home: Path) -> None:
    home.mkdir()
    (home / "loupe.db").write_bytes(b"this is no database" * 1000)
    for arguments in (("queue",), ("migrate",), ("score", "a.jpg"), ("demo",)):
        ran = loupe(*arguments)
        assert ran.code == 1 and "The database cannot be used" in ran.err and len(ran.err.strip().splitlines()) == 1


def test_weak_and_second_accounts_are_refused(desk: Loupe) -> None:
    assert desk("user", "add", "bob", "--role", "reviewer", stdin="short\n").err.startswith("The password must have")
    assert desk("user", "add", "bob", "--role", "reviewer", stdin="four quiet green bicycles\n").code == 0
    assert "already" in desk("user", "add", "BOB", "--role", "reviewer", stdin="four quiet green bicycles\n").err
    assert desk("user", "disable", "bob").code == desk("user", "enable", "bob").code == desk("user", "role", "bob", "lead").code == 0
    assert desk("user", "password", "bob", stdin="seven heavy purple lanterns\n").code == 0
    assert desk("user", "list").out == "bob\tlead\tenabled\n"


def test_help_names_every_command_and_every_command_has_help(loupe: Loupe) -> None:
    names = [command.__name__.rsplit(".", 1)[-1] for command in COMMANDS]
    told = loupe("--help").out
    for name in names:
        assert f"    {name}" in told
        assert loupe(name, "--help").code == 0
