"""Score files where there is no desk: many photographs at once, a bad one is a row with its error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings
from app.errors import LoupeError
from app.photos.decode import Decoder
from app.photos.planes import Planes
from app.services.collect import Listed
from app.services.feature_row import measure, schema_of_model
from app.services.scorer import ModelShelf, ShelvedModel
from app.store.engine import open_database
from app.store.migrate import check_current

if TYPE_CHECKING:
    from app.learning.fitted_model import Prediction


@dataclass(frozen=True)
class FileScore:
    """What the model says of one file; error is a sentence, and then there is no prediction."""

    name: str
    prediction: Prediction | None
    error: str | None = None


@contextmanager
def open_shelf(settings: Settings) -> Iterator[ModelShelf]:
    """The desk's models where there is a desk, else the shipped ones.  Raises DatabaseTooOld, DatabaseTooNew."""
    path = settings.database_url.removeprefix("sqlite:///")
    if path != settings.database_url and not Path(path).is_file():
        yield ModelShelf(settings, None)
        return
    database = open_database(settings.database_url)
    try:
        check_current(database)
        yield ModelShelf(settings, database)
    finally:
        database.close()


def score_file(decoder: Decoder, shelved: ShelvedModel, listed: Listed) -> FileScore:
    """Scores one file; whatever is wrong with it comes back as `error`."""
    try:
        image = decoder.decode(listed.path).image
        row = measure(image, schema_of_model(shelved.model))
        return FileScore(listed.name, shelved.model.predict(row, Planes(image).low_resolution))
    except LoupeError as error:
        return FileScore(listed.name, None, str(error))
    except OSError as error:
        return FileScore(listed.name, None, f"The file cannot be read: {error.strerror}.")


def score_files(decoder: Decoder, shelved: ShelvedModel, photos: Sequence[Listed], jobs: int) -> Iterator[FileScore]:
    """In the order given, `jobs` at a time in threads; pixels never travel between processes.  Raises SchemaMismatch at once."""
    schema_of_model(shelved.model)
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(lambda listed: score_file(decoder, shelved, listed), photos)


def columns_for(shelved: ShelvedModel) -> list[str]:
    """The head line: path, question, a probability per label, and the rest."""
    return ["path", "question", *(f"p_{label}" for label in shelved.model.labels),
            "suggestion", "confidence", "in_domain", "model_version", "error"]


def row_for(shelved: ShelvedModel, scored: FileScore) -> list[object]:
    """The cells of one photograph under columns_for."""
    said = scored.prediction
    if said is None:
        return [scored.name, shelved.question, *([None] * len(shelved.model.labels)), None, None, None, shelved.name, scored.error]
    return [scored.name, shelved.question, *(f"{said.probabilities[label]:.6f}" for label in shelved.model.labels), said.suggestion,
            f"{max(said.probabilities.values()):.6f}", "true" if said.in_domain else "false", shelved.name, None]
