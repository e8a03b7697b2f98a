"""The records as JSON, field by field, so that nothing leaves that was not meant to."""

from __future__ import annotations

from datetime import datetime

from app.domain import Decision, Photo, Score
from app.services.review import Progress, Read, ReviewItem
from app.services.share import Share


def photo_json(photo: Photo) -> dict:
    """A photo with the addresses of its pictures; who uploaded it stays here."""
    address = f"/api/photos/{photo.id}"
    return {
        "id": photo.id, "name": photo.name, "sha256": photo.sha256, "type": photo.type, "bytes": photo.bytes,
        "width": photo.width, "height": photo.height, "uploaded_at": iso(photo.uploaded_at), "metadata": photo.metadata,
        "subject": photo.origin.subject, "batch": photo.origin.batch, "reference": photo.origin.reference,
        "thumbnail": f"{address}/thumbnail", "preview": f"{address}/preview", "original": f"{address}/original",
    }


def score_json(score: Score | None) -> dict | None:
    """A score; contributions are log-odds towards the second label, by family."""
    if score is None:
        return None
    return {
        "id": score.id, "model_version": score.model_version, "probabilities": score.probabilities, "suggestion": score.suggestion,
        "confidence": score.confidence, "abstention": score.abstention, "in_domain": score.in_domain,
        "low_resolution": score.low_resolution, "contributions": score.contributions, "scored_at": iso(score.scored_at),
    }


def decision_json(decision: Decision | None) -> dict | None:
    """A decision as its reviewer may see it; hashes belong to the log."""
    if decision is None:
        return None
    return {
        "id": decision.id, "photo_id": decision.photo_id, "question": decision.question, "verdict": decision.verdict,
        "label": decision.label, "reasons": list(decision.reasons), "stage": decision.stage, "note": decision.note,
        "score_id": decision.score_id, "supersedes": decision.supersedes, "decided_at": iso(decision.decided_at),
    }


def item_json(item: ReviewItem | None) -> dict | None:
    """A photo on the desk as this person may see it; lease_id is null where it can only be looked at.

    blind: shown, hidden or ask; revealing: the next verdict keeps or changes the own answer; reads: what a lead is to settle.
    """
    if item is None:
        return None
    return {
        "photo": photo_json(item.photo), "question": item.question, "score": score_json(item.score), "lease_id": item.lease_id,
        "lease_until": iso(item.lease_until), "state": item.state, "model_version": item.model_version, "trouble": item.trouble,
        "decided": decision_json(item.decided), "blind": item.blind, "revealing": item.revealing,
        "reads": [read_json(read) for read in item.reads],
    }


def read_json(read: Read) -> dict:
    """One answer without its reviewer."""
    return {"name": read.name, "verdict": read.verdict, "label": read.label, "reasons": list(read.reasons), "note": read.note}


def progress_json(progress: Progress) -> dict:
    return {"judged_today": progress.judged_today, "waiting": progress.waiting, "total": progress.total}


def share_json(share: Share) -> dict:
    """A counted share, 0 to 1 or null of nothing, with its 95 % interval."""
    low, high = share.interval
    return {"value": share.value, "count": share.count, "n": share.n, "low": low, "high": high}


def iso(moment: datetime | None) -> str | None:
    """UTC, ISO 8601, or None."""
    return moment.isoformat() if moment else None
