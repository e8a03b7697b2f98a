"""Learn from the decisions: a challenger from the labelled set of the first version plus this desk's weighted decisions."""

from __future__ import annotations

from app.domain import Job, ModelVersion, Role, User
from app.errors import NothingToLearn
from app.learning.card_origin import library_versions
from app.questions import question_named
from app.services.access import account_id, require
from app.services.challenge import Contender, challenge
from app.services.deps import Deps
from app.services.networks_measured import with_and_without, words_of
from app.services.register_version import register_version
from app.services.report import Report, part_of
from app.services.retrain_fits import fit_challenger
from app.services.retrain_material import Material, gather
from app.store import audit, decisions, jobs, versions

SEED = 0


def ask_retrain(deps: Deps, user: User, question: str) -> Job:
    """Asks the worker for a retrain; while one waits or runs, that one is returned.  Admins.  Raises NothingToLearn, UnknownQuestion."""
    require(user, Role.ADMIN)
    question_named(question)
    with deps.database.begin() as session:
        if not decisions.count_labelled(session, question):
            raise NothingToLearn()
        now, key = deps.clock(), f"retrain:{question}"
        before = jobs.active(session, key)
        job = before or jobs.add(session, "retrain", {"question": question}, now, account_id(user), key)
        if before is None:
            audit.add(session, account_id(user), "retrain.asked", question, now, {"job": job.id})
    return job


def run_retrain(deps: Deps, question: str, report: Report, user: User | None = None, quick: bool = False) -> ModelVersion:
    """Fits, measures and registers a challenger, with the gate's verdict on its card; never promotes it.

    quick : the adaptation alone, without the search for a better fit.  With nothing decided since, the version made from the same labels
    is returned again.  Raises NothingToLearn, OneClassOnly, SchemaMismatch, NetworkAltered, VersionAltered, DiskFull, JobCancelled.
    """
    report(0.0, "Gathering labels")
    material = gather(deps, question)
    same = _made_before(deps, material, quick)
    if same is not None:
        report.log(f"Nothing was decided since version {same.name} was made from the same labels.")
        return same
    for words in material.described():
        report.log(words)
    model, card = fit_challenger(material, SEED, quick, part_of(report, 0.05, 0.65))
    card["networks"] = with_and_without(material.labelled, model.labels[1], model.candidate_id, SEED, part_of(report, 0.65, 0.7))
    for measured in card["networks"]:
        report.log(words_of(measured))
    card["local"] = material.card()
    card["libraries"] = library_versions()
    if material.champion is not None:
        gate = challenge(material.champion, Contender(model, material.labelled), material.local, material.gold, SEED,
                         part_of(report, 0.7, 0.97))
        card["gate"] = {**gate.as_dict(), "champion": material.champion_name}
        report.log(gate.words)
    report(0.98, "Storing the version")
    version = register_version(deps, user, question, model, card, material.labelled, material.champion_name)
    report.log(f"Version {version.name} is stored; it scores nothing until it is promoted.")
    return version


def _made_before(deps: Deps, material: Material, quick: bool) -> ModelVersion | None:
    """The version from the same labels; one made by adaptation alone does not stand in for a search."""
    with deps.database.read() as session:
        known = versions.list_for(session, material.question.id)
    return next((one for one in known if one.labelled_set_hash == material.labelled.hash() and one.schema == material.schema.id
                 and material.champion_name in (one.parent, one.name) and (quick or one.card.get("fit", {}).get("tried"))), None)
