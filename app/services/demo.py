"""A desk with something on it: a few dozen photographs that need no download, taken in like any others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.domain import Origin, Role, User
from app.errors import DeskInUse
from app.services.access import require
from app.services.collect import collect_photos
from app.services.demo_pictures import write_demo
from app.services.deps import Deps
from app.services.report import Report, part_of
from app.services.take_in import Outcome, take_in
from app.store import photo_sources

SOURCE = "demo"
QUESTION = "recapture"


@dataclass(frozen=True)
class DemoResult:
    """manifest: a CSV beside the photographs that says what each is.  unscored: added, but without a score."""

    added: int
    duplicates: int
    unscored: int
    manifest: Path


def fill_demo(deps: Deps, user: User, pictures: dict[str, np.ndarray], report: Report, force: bool = False) -> DemoResult:
    """Makes three photographs of each picture under LOUPE_HOME/demo and takes them in with source "demo".  Admins.

    pictures : name to (H, W, 3) uint8 RGB, see shipped_pictures.
    Raises DeskInUse where there are other photographs, unless force.
    """
    require(user, Role.ADMIN)
    with deps.database.read() as session:
        if not force and photo_sources.any_beside(session, SOURCE):
            raise DeskInUse("There are already photographs on this desk; the demo is not mixed with them unless --force is given.")
    manifest = write_demo(deps.settings.home / "demo", pictures, part_of(report, 0.0, 0.7))
    listed = collect_photos([manifest], QUESTION)
    outcomes: Counter[Outcome] = Counter()
    unscored = 0
    for count, taken in enumerate(take_in(deps, user, listed, Origin(source=SOURCE, batch=SOURCE), QUESTION), start=1):
        outcomes[taken.outcome] += 1
        unscored += not taken.scored
        report(0.7 + 0.3 * count / len(listed), f"{count} of {len(listed)} photographs taken in")
        if taken.reason:
            report.log(f"{taken.name}: {taken.reason}")
    return DemoResult(outcomes[Outcome.ADDED], outcomes[Outcome.DUPLICATE], unscored, manifest)
