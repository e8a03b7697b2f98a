"""What gunicorn imports: `app.wsgi:server`, built from the environment."""

from __future__ import annotations

from app.config import Settings
from app.factory import create_app

server = create_app(Settings.from_environment())
