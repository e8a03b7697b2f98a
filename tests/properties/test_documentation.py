"""A command, option or setting without documentation fails."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from app.cli.parser import build_parser

PROJECT = Path(__file__).resolve().parents[2]
COMMANDS = (PROJECT / "docs" / "command-line.md").read_text()
SETTINGS = (PROJECT / "docs" / "settings.md").read_text()


def _commands(parser: argparse.ArgumentParser, path: str = ""):
    nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in nested:
        for name, child in action.choices.items():
            yield from _commands(child, f"{path} {name}".strip())
    if not nested:
        yield path, parser


def test_every_command_and_option_is_documented() -> None:
    missing = []
    for path, parser in _commands(build_parser()):
        if f"`{path}" not in COMMANDS and f"### {path}" not in COMMANDS:
            missing.append(path)
        for action in parser._actions:
            missing += [f"{path} {option}" for option in action.option_strings
                        if option.startswith("--") and option != "--help" and option not in COMMANDS]
    assert missing == []


def test_every_command_explains_itself() -> None:
    assert [path for path, parser in _commands(build_parser()) if not parser.description] == []


def test_every_setting_is_documented() -> None:
    source = (PROJECT / "app" / "config.py").read_text()
    literal = set(re.findall(r'"((?:LOUPE_|DATABASE_URL)[A-Z_]*)"', source)) - {"LOUPE_"}
    derived = {f"LOUPE_{name.upper()}" for name in re.findall(r'"((?:web|session|lease|decode|trusted)_[a-z_]+)"', source)}
    assert {name for name in literal | derived if name not in SETTINGS} == set()


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *(PROJECT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append(f"{page.name} -> {target}")
    assert broken == []
