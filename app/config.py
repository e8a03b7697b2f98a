"""The settings, and the only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from app.errors import BadSetting

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where state lives and which limits hold; built once by an entry point and passed down."""

    home: Path
    database_url: str
    shipped_models: Path = PROJECT / "models"
    data: Path | None = None
    face_model: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8050
    web_workers: int = 2
    web_threads: int = 8
    secure_cookies: bool = False
    trusted_proxies: int = 0
    session_idle_minutes: int = 60
    session_hours: int = 12
    lease_minutes: int = 5
    max_upload_bytes: int = 64 * 1024 * 1024
    max_pixels: int = 40_000_000
    decode_seconds: int = 10
    decode_processes: int = 2
    alert_webhook: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from LOUPE_* and DATABASE_URL.  Raises BadSetting for a value that cannot be used."""
        env = os.environ if environ is None else environ
        home = Path(env.get("LOUPE_HOME", "var")).resolve()
        numbers = {}
        for field in ("port", "web_workers", "web_threads", "trusted_proxies", "session_idle_minutes", "session_hours",
                      "lease_minutes", "decode_processes"):
            name = "PORT" if field == "port" else f"LOUPE_{field.upper()}"
            if name in env:
                numbers[field] = _number(name, env[name])
        if "LOUPE_MAX_UPLOAD_MB" in env:
            numbers["max_upload_bytes"] = _number("LOUPE_MAX_UPLOAD_MB", env["LOUPE_MAX_UPLOAD_MB"]) * 1024 * 1024
        data, face_model = env.get("LOUPE_DATA"), env.get("LOUPE_FACE_MODEL")
        settings = cls(
            home=home,
            database_url=env.get("DATABASE_URL") or f"sqlite:///{home / 'loupe.db'}",
            data=Path(data) if data else None,
            face_model=Path(face_model) if face_model else None,
            host=env.get("LOUPE_HOST", "127.0.0.1"),
            secure_cookies=env.get("LOUPE_HTTPS", "0") == "1",
            alert_webhook=_webhook("LOUPE_ALERT_WEBHOOK", env.get("LOUPE_ALERT_WEBHOOK", "")),
        )
        return replace(settings, **numbers)  # type: ignore[arg-type]


def _webhook(name: str, text: str) -> str | None:
    """An address that alerts may be sent to without being read on the way."""
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme == "https" and parts.hostname or parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return text
    raise BadSetting(f"{name} must be an https address, or http on localhost.")


def _number(name: str, text: str) -> int:
    if not text.isdigit():
        raise BadSetting(f"{name} must be a whole number, not {text!r}.")
    return int(text)
