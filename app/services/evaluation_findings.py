"""The sentences of an evaluation: each says what its chart shows, with the figure and its interval."""

from __future__ import annotations

from app.services.messenger import MESSENGERS

GOOD, LIMIT = 0.90, 0.60
FEWEST = 30  # photographs in a band
Figures = dict[str, dict]
FACTS = {"pixels": "the number of pixels", "bytes_per_pixel": "bytes per pixel", "aspect": "the aspect ratio",
         "has_exif": "whether there is EXIF", "jpeg_quality": "the JPEG quality"}


def told(figure: dict, percent: bool = False, sign: str = "") -> str:
    """ "0.93 (0.87 to 0.97)", "12 % (9 % to 15 %)", "not defined"."""
    if figure["value"] is None:
        return "not defined"
    values = [figure["value"], figure["low"], figure["high"]]
    value, low, high = ("" if one is None else f"{100 * one:{sign}.0f} %" if percent else f"{one:{sign}.2f}" for one in values)
    return (f"{value} ({low} to {high})" if low else value).replace("-", "−")


def headline(found: dict) -> str:
    """What a reader should know before anything else."""
    again = found["refitted"]["leave_one_source_out"]["figures"]
    fresh = found["figures"] if not found["fitted_on"] else found.get("unseen")
    if fresh and fresh["mean_over_sources"]["auc"]["value"] is not None:
        return f"On photographs it had not seen, AUC {told(fresh['mean_over_sources']['auc'])}"
    if again and again["mean_over_sources"]["auc"]["value"] is not None:
        return f"On sources it had not seen, AUC {told(again['mean_over_sources']['auc'])}"
    return "These photographs cannot say how well it tells the labels apart"


def by_source(figures: Figures) -> str:
    """How many sources are told well, and the weakest."""
    aucs = {name: one["auc"] for name, one in figures["sources"].items() if one["auc"]["value"] is not None}
    if not aucs:
        return "No source has both labels, so no AUC is defined"
    weakest = min(aucs, key=lambda name: aucs[name]["value"])
    good = sum(one["value"] >= GOOD for one in aucs.values())
    return (f"{good} of {len(aucs)} sources reach AUC {GOOD:.2f}; the weakest is {weakest} with {told(aucs[weakest])}")


def of_roc(curve: dict, word: str) -> str:
    """What is found at a share of false alarms that a desk can bear."""
    if curve["found"] is None:
        return f"No ROC curve: {curve['reason']}"
    place = min(range(len(curve["found"])), key=lambda at: abs(curve["false_positives"][at] - 0.05))
    figure = {"value": curve["found"][place], "low": curve["low"][place], "high": curve["high"][place]}
    return f"Where 5 % of the originals are called {word}, {told(figure, percent=True)} of the {word} ones are found"


def of_reliability(counted: list[tuple[float, int, int]], ece: dict) -> str:
    """The largest gap among bands of at least 30 photographs.  counted: mean probability, photographs, how many came true."""
    enough = [one for one in counted if one[1] >= FEWEST]
    if not enough:
        return "Too few photographs to say how far a probability can be trusted"
    predicted, n, count = max(enough, key=lambda one: abs(one[2] / one[1] - one[0]))
    return f"Probabilities near {100 * predicted:.0f} % came true in {100 * count / n:.0f} %, the largest gap; ECE {told(ece)}"


def of_errors(errors: dict) -> str:
    """The kind that passes most often."""
    worst = errors["worst"]
    if worst is None:
        return "There is no recapture among these photographs"
    return (f"{worst.capitalize()} passes most often: APCER {told(errors['kinds'][worst]['apcer'], percent=True)}, "
            f"beside a BPCER of {told(errors['bpcer'], percent=True)}")


def of_abstention(figures: Figures) -> str:
    """How much is answered, and how much of that is wrong."""
    pooled = figures["pooled"]
    return (f"It answers {told(pooled['coverage'], percent=True)} of the photographs, and "
            f"{told(pooled['error_when_answering'], percent=True)} of the answers are wrong")


def of_shortcuts(audit: dict) -> str:
    """Whether the set supports a claim."""
    unfit = [name for name, one in audit["sources"].items() if one["supports_a_claim"] is False]
    pooled = audit["pooled"]
    if pooled["worst"] is None:
        return "With one label there is nothing to audit"
    fact, value = FACTS.get(pooled["worst"], pooled["worst"]), pooled["facts"][pooled["worst"]]
    inside = f"; within {len(unfit)} of {len(audit['sources'])} sources some fact passes {LIMIT:.2f}"
    judged = "the set supports a claim" if pooled["supports_a_claim"] else "the set as a whole supports no claim"
    return f"From the files alone, {fact} tells the labels with AUC {told(value)}: {judged}{inside}"


def of_robustness(robustness: dict[str, Figures]) -> str:
    """What messengers cost."""
    costs = [f"{told(one['difference']['mean_over_sources']['auc'], sign='+')} after {words_of(name)}" for name, one in robustness.items()]
    return f"AUC changes by {', and by '.join(costs)}"


def words_of(messenger: str) -> str:
    """ "1600 px, quality 75"."""
    known = {one.name: f"{one.side} px, quality {one.quality}" for one in MESSENGERS}
    return known.get(messenger, messenger)


def of_feature(feature: dict, word: str) -> str:
    """The direction, how well it separates, and in how many sources the direction is the same."""
    if feature["auc"] is None:
        return feature["title"]
    higher = feature["auc"] >= 0.5
    known = [one["auc"] for one in feature["sources"].values() if one["auc"] is not None]
    same = sum((one >= 0.5) == higher for one in known)
    return (f"{feature['title']}: {'higher' if higher else 'lower'} in {word} photographs in {same} of {len(known)} sources "
            f"(AUC {max(feature['auc'], 1 - feature['auc']):.2f} over all)")
