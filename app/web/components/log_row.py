"""One decision as a row of the log: what the grid shows, and the columns that show it."""

from __future__ import annotations

from app.domain import CANNOT_TELL
from app.questions import Question
from app.services.decision_log import LogRow
from app.web.components.label_words import label_side
from app.web.components.log_filter_bar import VERDICT_WORDS

COLUMNS: tuple[dict, ...] = (
    {"field": "photo", "headerName": "Photograph", "flex": 3, "minWidth": 150, "cellRenderer": "LogPhoto"},
    {"field": "verdict", "headerName": "Verdict", "flex": 2, "minWidth": 112, "cellRenderer": "LogVerdict"},
    {"field": "reasons", "headerName": "Reasons", "flex": 1.4, "minWidth": 90},
    {"field": "suggestion", "headerName": "The score said", "flex": 2, "minWidth": 130, "cellRenderer": "LogSuggestion"},
    {"field": "reviewer", "headerName": "Reviewer", "flex": 1.4, "minWidth": 90},
    {"field": "decided_at", "headerName": "When", "flex": 1.4, "minWidth": 104, "cellRenderer": "LogTime"},
    {"field": "seconds", "headerName": "Took", "width": 76, "type": "rightAligned"},
    {"field": "note", "headerName": "Note", "flex": 2, "minWidth": 90, "tooltipField": "note"},
)


def log_row(row: LogRow, question: Question) -> dict:
    """Texts only; sides are claim, against or none, as the stylesheet knows them."""
    reasons = {reason.code: reason.words for reason in question.reasons}
    return {
        "id": row.decision_id, "photo": row.photo or "erased", "photo_id": row.photo_id,
        "about": " · ".join(filter(None, (row.reference, row.batch))),
        "verdict": VERDICT_WORDS[row.verdict] if row.verdict else "Taken back", "label": question.label_words.get(row.label or "", ""),
        "side": label_side(row.label, question), "stage": row.stage.value, "superseded": row.superseded,
        "reasons": ", ".join(reasons.get(code, code) for code in row.reasons),
        "suggestion": suggestion_words(row, question), "suggestion_side": label_side(row.suggestion, question),
        "score_seen": row.score_seen, "model_version": row.model_version or "", "reviewer": row.reviewer,
        "decided_at": row.decided_at.isoformat(), "seconds": "" if row.seconds is None else f"{row.seconds:.1f} s", "note": row.note or "",
    }


def suggestion_words(row: LogRow, question: Question) -> str:
    """ "recaptured, 87 %", "can't tell", or nothing where there was no score."""
    if row.suggestion is None or row.probability is None:
        return ""
    if row.suggestion == CANNOT_TELL:
        return "can't tell"
    confidence = row.probability if row.suggestion == question.claim else 1 - row.probability
    return f"{question.label_words.get(row.suggestion, row.suggestion)}, {confidence:.0%}".replace("%", " %")
