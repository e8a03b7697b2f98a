"""Find the desk's pairs in the background: for each photo the one of the same scene, among the newest of the desk."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import Job, Photo
from app.errors import PhotoRefused
from app.photos.pairing.agreement import Agreement, compare
from app.photos.pairing.partner import LOOKED_AT, best_partner, borne_out
from app.photos.pairing.shortlist import Shortlist
from app.photos.pairing.sketch import VERSION, Filed, Sketch, read_filed, read_sketch, sketch_bytes, sketch_of
from app.services.deps import Deps
from app.services.report import Report
from app.store import jobs, pairs, photos
from app.store.pairs import StoredPair

AMONG = 20_000  # photos of the desk, newest first, that are compared: what bounds memory and time
BATCH = 500     # photos that are looked at before the desk is looked through again for newer ones
KIND = f"pairing.v{VERSION}.npz"


def ask_pairs(deps: Deps) -> Job | None:
    """Asks the worker if a photo was not looked at yet; None where all were.  Several may ask: one job comes of it."""
    with deps.database.read() as session:
        if not pairs.not_looked_at(session, VERSION, AMONG, 1):
            return None
    with deps.database.begin() as session:
        return jobs.add(session, "pair", {}, deps.clock(), dedupe_key="pair")


def run_pairs(deps: Deps, report: Report) -> dict:
    """Looks for the partner of every photo that was not looked at: {"looked_at", "paired", "unreadable"}, JSON-able.

    What is found is stored at once, so that an interrupted run goes on where it stopped.  Raises JobCancelled.
    """
    counts = {"looked_at": 0, "paired": 0, "unreadable": 0}
    while True:
        with deps.database.read() as session:
            batch = pairs.not_looked_at(session, VERSION, AMONG, BATCH)
            among = photos.many(session, pairs.newest(session, AMONG)) if batch else {}
        if not batch:
            return counts
        search = _Search(deps, list(among.values()), report)
        for place, photo_id in enumerate(batch):
            report(0.5 + place / len(batch) / 2, f"{counts['looked_at']} photographs compared, {counts['paired']} with a pair")
            found = search.look(photo_id)
            counts["looked_at"] += 1
            counts["paired"] += bool(found)
            counts["unreadable"] += found is None


class _Search:
    """The desk's photos as they were when it began.  Only words stay in memory; a sketch is read again when it is compared."""

    def __init__(self, deps: Deps, known: Sequence[Photo], report: Report) -> None:
        self.deps = deps
        self.photos: list[Photo] = []
        filed: list[Filed] = []
        for place, photo in enumerate(known):
            report(place / len(known) / 2, f"{place} of {len(known)} photographs read")
            found = self._filed(photo)
            if found is not None:
                self.photos.append(photo)
                filed.append(found)
        self.places = {photo.id: place for place, photo in enumerate(self.photos)}
        self.shortlist = Shortlist(filed)

    def look(self, photo_id: str) -> bool | None:
        """Stores the photo's partner and says whether there is one; None for a photo that cannot be read.

        A photo that agrees better with this one than with its own partner changes over.
        """
        place = self.places.get(photo_id)
        sketch = None if place is None else self._sketch(self.photos[place])
        if place is None or sketch is None:
            self._keep(photo_id, None, None)
            return None
        agreed: dict[int, Agreement] = {}

        def compared(other: int, votes: float) -> Agreement | None:
            theirs = self._sketch(self.photos[other])
            if theirs is None:
                return None
            if place > other:  # the newer one first, whoever asks, so that both ends of a pair say the same
                reverse = compare(theirs, sketch)
                found = reverse.the_other_way() if reverse else None
            else:
                found = compare(sketch, theirs)
            if found is None or not borne_out(found, votes):
                return None
            agreed[other] = found
            return found

        best = best_partner(self.shortlist.ranked([sketch], LOOKED_AT, [place])[0], compared)
        self._keep(photo_id, self.photos[best.photo].id if best else None, best.agreement if best else None)
        for other, agreement in agreed.items():
            self._change_over(self.photos[other].id, photo_id, agreement.the_other_way())
        return best is not None

    def _change_over(self, photo_id: str, partner_id: str, agreement: Agreement) -> None:
        with self.deps.database.read() as session:
            stored = pairs.get(session, photo_id)
        if stored is not None and stored.sketch == VERSION and stored.strength < agreement.strength:
            self._keep(photo_id, partner_id, agreement)

    def _keep(self, photo_id: str, partner_id: str | None, agreement: Agreement | None) -> None:
        found = agreement or Agreement(0.0, 0, 0, 0.0)
        pair = StoredPair(photo_id, partner_id, found.similarity, found.inliers, found.rotation, found.strength, VERSION)
        with self.deps.database.begin() as session:
            named = [one for one in (photo_id, partner_id) if one]
            if len(photos.many(session, named)) == len(named):  # else one was erased meanwhile
                pairs.save(session, pair, self.deps.clock())

    def _sketch(self, photo: Photo) -> Sketch | None:
        """As kept beside the photo's views, or made now; None for a photo that cannot be read."""
        kept = self.deps.blobs.view_path(photo.sha256, KIND)
        sketch = read_sketch(kept) if kept is not None else None
        if sketch is not None:
            return sketch
        try:
            sketch = sketch_of(self.deps.decoder.decode(self.deps.blobs.path_of(photo.sha256)).image)
        except (PhotoRefused, OSError):
            return None
        self.deps.blobs.put_view(photo.sha256, KIND, sketch_bytes(sketch))
        with self.deps.database.begin() as session:
            if photos.by_sha256(session, photo.sha256) is None:  # erased meanwhile: nothing of it may stay
                self.deps.blobs.erase(photo.sha256)
                return None
        return sketch

    def _filed(self, photo: Photo) -> Filed | None:
        kept = self.deps.blobs.view_path(photo.sha256, KIND)
        found = read_filed(kept) if kept is not None else None
        if found is not None:
            return found
        sketch = self._sketch(photo)
        return None if sketch is None else sketch.filed
