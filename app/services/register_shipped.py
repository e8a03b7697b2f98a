"""The versions that came with the program, put on the desk's record at its start."""

from __future__ import annotations

import json

from app.domain import ModelVersion
from app.errors import NoChampion
from app.learning.labelled_set import LabelledSet
from app.questions import QUESTIONS
from app.services.deps import Deps
from app.services.rescore import ask_rescore
from app.services.version_folder import MODEL_FILE, check_files, read_shipped_champion, shipped_folder, statement
from app.services.version_sets import LABELLED_SET_FILE, champion_or_none
from app.store import audit, champions, keys, versions


def register_shipped(deps: Deps) -> list[str]:
    """Records each question's shipped champion that the database does not know; returns their names.

    Where a question has no champion yet, or only ever had a shipped one, the shipped one becomes champion.  Raises VersionAltered.
    """
    return [name for question in QUESTIONS if (name := _register(deps, question)) is not None]


def _register(deps: Deps, question: str) -> str | None:
    try:
        stated = read_shipped_champion(deps.settings, question)
    except NoChampion:
        return None
    with deps.database.read() as session:
        if versions.exists(session, question, stated.version):
            return None
    folder = shipped_folder(deps.settings, question, stated.version)
    check_files(folder, stated.sha256)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    signature = keys.sign(deps.settings.home, statement(question, stated.version, stated.sha256))
    labelled_hash = LabelledSet.load(folder / LABELLED_SET_FILE).hash()
    with deps.database.begin() as session:
        if versions.exists(session, question, stated.version):
            return None  # another process was quicker
        now = deps.clock()
        versions.add(session, ModelVersion(stated.version, question, card["schema"], stated.sha256[MODEL_FILE], signature, labelled_hash,
                                           card, None, True, now))
        before = champion_or_none(session, question)
        if before is None or versions.get(session, question, before).shipped:
            number = champions.promote(session, question, stated.version, None, now, "came with the program")
            if before is not None:
                ask_rescore(session, deps, question, number, None)
        audit.add(session, None, "version.shipped", f"{question}/{stated.version}", now)
    return stated.version
