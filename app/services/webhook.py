"""Tell an alert to the address that the settings name: one JSON POST, tried again by its job until it is taken."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from app.errors import WebhookRefused
from app.services.alerts import told_outside
from app.services.deps import Deps
from app.store import alerts, jobs
from app.store.alerts import Alert
from app.store.engine import Session

SECONDS = 10
AGAIN = (408, 425, 429)  # refusals that may pass


def ask_webhook(deps: Deps, session: Session, alert: Alert) -> None:
    """Has a worker send it, once; nothing where no address is set."""
    if deps.settings.alert_webhook:
        jobs.add(session, "webhook", {"alert": alert.id}, deps.clock(), None, f"webhook:{alert.id}")


def send_alert(deps: Deps, alert_id: str) -> dict:
    """{"status": 204}, or {"status": None} where no address is set.

    Raises WebhookRefused for an answer that will not change, OSError for one that may: the job is then tried again.
    Redirects are not followed: the address that was set is the one that is told.
    """
    address = deps.settings.alert_webhook
    if not address:
        return {"status": None}
    with deps.database.read() as session:
        told = told_outside(alerts.get(session, alert_id))
    status = _post(address, json.dumps(told).encode())
    if 200 <= status < 300:
        return {"status": status}
    if status in AGAIN or status >= 500:
        raise ConnectionError(f"the address of the webhook answered {status}")
    raise WebhookRefused(f"The address of the webhook answered {status}; the alert is not sent again.")


def _post(address: str, body: bytes) -> int:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {"Content-Type": "application/json", "User-Agent": "Loupe"})
        return connection.getresponse().status
    finally:
        connection.close()
