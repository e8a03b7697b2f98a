"""The sections of an evaluation's page in order, and those on AUC: by source, within sources, beside another, after messengers."""

from __future__ import annotations

from markupsafe import Markup

from app.questions import question_named
from app.services import evaluation_findings as findings
from app.services.evaluation_charts import Mark, Row, intervals_svg
from app.services.evaluation_errors import abstention, kinds, probabilities
from app.services.evaluation_findings import Figures, told
from app.services.evaluation_layout import Chart, Section, best_of, figure_table, mark, said
from app.services.evaluation_set import features, shortcuts

AUC_KEY = (("ink", "fitted again without the source"), ("soft", "the version as it is"))
LOOKS = ("ink", "soft")
MEAN = "mean over sources"


def sections_of(found: dict) -> list[Section]:
    """In the order in which they should be read; what was not measured says so in its section."""
    question = question_named(found["question"])
    sections = [_against(found)] if "against" in found else []
    sections += [_across(found), _within(found), probabilities(found, question.label_words[question.labels[1]]), kinds(found),
                 abstention(found)]
    if "robustness" in found:
        sections.append(_robustness(found))
    return [*sections, shortcuts(found), features(found, question)]


def _across(found: dict) -> Section:
    again, figures = found["refitted"]["leave_one_source_out"], found["figures"]
    lead = (f"Filled: fitted again on these photographs without the source it is judged on. Hollow: {found['model_version']} as it is, "
            f"which was fitted on {found['fitted_on']:,} of the {found['photographs']:,}. Lines are 95 % intervals, drawn over groups.")
    if again["reason"]:
        lead += f" Leaving sources out is {again['reason']}."
    measured = best_of(found)
    marks = {name: (*([mark(again["figures"]["sources"][name]["auc"])] if again["figures"] else []), mark(one["auc"], "soft"))
             for name, one in figures["sources"].items()}
    drawing = _auc_chart(measured, marks, "AUC by source")
    chart = Chart(findings.by_source(measured), (drawing,), *figure_table(measured), key=AUC_KEY)
    return Section("Sources it has not seen", lead, (chart,))


def _within(found: dict) -> Section:
    part, title = found["refitted"]["within_source"], "New photographs from known sources"
    if part["reason"]:
        return Section(title, f"Not measured: {part['reason']}.", ())
    marks: dict[str, tuple[Mark, ...]] = {name: (mark(one["auc"]),) for name, one in part["figures"]["sources"].items()}
    drawing = _auc_chart(part["figures"], marks, "AUC by source, groups left out")
    lead = "Fitted again on these photographs without the groups (scenes, people) it is judged on."
    return Section(title, lead, (Chart(findings.by_source(part["figures"]), (drawing,), *figure_table(part["figures"])),))


def _auc_chart(figures: Figures, marks: dict[str, tuple[Mark, ...]], label: str) -> Markup:
    order = sorted(marks, key=lambda name: -(figures["sources"][name]["auc"]["value"] or 0))
    values = [one for name in order for each in marks[name] for one in (each.low, each.value) if one is not None]
    mean = figures["mean_over_sources"]["auc"]["value"]
    references = [(0.5, "chance"), *([(mean, f"mean {mean:.2f}")] if mean is not None else [])]
    rows = [Row(name, marks[name], said(figures["sources"][name]["auc"])) for name in order]
    return Markup(intervals_svg(label, rows, (min([0.45, *values]), 1.0), references))


def _against(found: dict) -> Section:
    against, name = found["against"], found["model_version"]
    lead = (f"{name} beside {against['model_version']}, both as they are, on the same {against['photographs']:,} photographs, of which "
            f"they were fitted on {found['fitted_on']:,} and {against['fitted_on']:,}. To the right {name} is better.")
    rows = [(source, str(_auc(against["figures"], source)["n"]), told(_auc(against["figures"], source)),
             told(_auc(found["figures"], source)), told(_auc(against["difference"], source), sign="+"))
            for source in (*against["difference"]["sources"], MEAN)]
    columns = ("Source", "n", against["model_version"], name, "Difference")
    return Section(f"Beside {against['model_version']}", lead, (Chart(
        against["words"], (_differences([against["difference"]]),), columns, rows),))


def _robustness(found: dict) -> Section:
    after = found["robustness"]
    changes, words = [one["difference"] for one in after.values()], [findings.words_of(name) for name in after]
    rows = [(source, *(told(_auc(one, source)) for one in (found["figures"], *after.values())),
             *(told(_auc(change, source), sign="+") for change in changes)) for source in (*found["figures"]["sources"], MEAN)]
    lead = "The same photographs after what messengers do to them, by the version as it is; left of the line AUC falls."
    columns = ("Source", "As they are", *words, *(f"Change, {one}" for one in words))
    return Section("After a messenger", lead, (Chart(findings.of_robustness(after), (_differences(changes),), columns, rows,
                                                     key=tuple(zip(LOOKS, words, strict=False))),))


def _differences(changes: list[dict]) -> Markup:
    """A row a source and one for their mean, with a mark a change; changes: reports of evaluate_difference."""
    marks = {name: tuple(mark(_auc(change, name), look) for change, look in zip(changes, LOOKS, strict=False))
             for name in (*changes[0]["sources"], MEAN)}
    values = [one for row in marks.values() for each in row for one in (each.low, each.high, each.value) if one is not None]
    rows = [Row(name, marks[name], told(_auc(changes[0], name), sign="+").split(" (")[0]) for name in marks]
    return Markup(intervals_svg("Difference in AUC", rows, (min([-0.05, *values]), max([0.05, *values])), [(0.0, "no difference")]))


def _auc(report: Figures, source: str) -> dict:
    """Of a source, or of the mean over them."""
    return (report["mean_over_sources"] if source == MEAN else report["sources"][source])["auc"]
