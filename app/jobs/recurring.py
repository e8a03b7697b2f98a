"""Work that comes back by itself: done, or asked for, by whichever worker finds it due."""

from __future__ import annotations

from datetime import timedelta

from app.questions import QUESTIONS
from app.services.deps import Deps
from app.services.find_pairs import ask_pairs
from app.store import jobs, table_statistics

WATCH_EVERY = timedelta(hours=1)


def ask_for_due(deps: Deps) -> int:
    """Asks for a watch of each question whose newest is older than WATCH_EVERY, and for pairs of photos that came in; how many.

    Several workers may ask: one job comes of it.  What the database knows of its tables is brought up to date at once.
    """
    table_statistics.refresh(deps.database)
    now, asked = deps.clock(), 0
    for question in QUESTIONS:
        key = f"watch:{question}"
        with deps.database.read() as session:
            newest = next((job for job in jobs.recent(session, 50, "watch") if job.payload.get("question") == question), None)
        if newest is None or now - newest.created_at >= WATCH_EVERY:
            with deps.database.begin() as session:
                asked += jobs.add(session, "watch", {"question": question}, now, None, key).created_at == now
    pairing = ask_pairs(deps)
    return asked + (pairing is not None and pairing.created_at == now)
