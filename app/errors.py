"""One class per situation; the docstring is the default sentence that a person reads."""

from __future__ import annotations


class LoupeError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])

# photographs
class PhotoRefused(LoupeError):
    """This file cannot be accepted as a photograph."""


class EmptyUpload(PhotoRefused):
    """The file is empty."""


class UploadTooLarge(PhotoRefused):
    """The file is larger than the limit."""


class UnsupportedType(PhotoRefused):
    """Not a JPEG, PNG, WebP or HEIC photograph."""


class UnreadablePhoto(PhotoRefused):
    """The photograph is damaged or incomplete and cannot be read."""


class TooManyPixels(PhotoRefused):
    """The photograph has more pixels than the limit of 40 million."""


class TooSmall(PhotoRefused):
    """The photograph is smaller than 64 pixels on a side."""


class TooNarrow(PhotoRefused):
    """The photograph is more than six times as long as it is wide."""


class TooManyFrames(PhotoRefused):
    """The file holds more than one picture."""


class TooManyScans(PhotoRefused):
    """The JPEG has more than 100 scans, far more than any camera writes."""


class TooMuchText(PhotoRefused):
    """The file carries far more text than a photograph."""


class DecodeTookTooLong(PhotoRefused):
    """The photograph took too long or too much memory to read."""


class DecoderUnavailable(LoupeError):
    """Photographs cannot be read at the moment; try again."""


class PhotoNotFound(LoupeError):
    """There is no such photograph."""


class PhotoErased(PhotoNotFound):
    """This photograph was erased; nothing more can be stored about it."""

# features and learning
class PlaneTooSmall(LoupeError):
    """The photograph is too small to be measured."""


class NotScored(LoupeError):
    """The photograph is smaller than 256 pixels on a side: it is kept, but not scored."""


class MapNotFound(LoupeError):
    """There is no such evidence map."""


class UnknownQuestion(LoupeError):
    """There is no such question."""


class UnknownCandidate(LoupeError):
    """There is no such candidate for this question."""


class UnknownLabel(LoupeError):
    """This label is not an answer to the question."""


class BadManifest(LoupeError):
    """The manifest cannot be used."""


class NothingToLearn(LoupeError):
    """There are no labelled decisions to learn from."""


class OneClassOnly(LoupeError):
    """All labels are the same; at least two photographs of each label are needed."""


class SchemaMismatch(LoupeError):
    """The model was fitted on another feature schema than this version of Loupe computes."""


class BadNetwork(LoupeError):
    """This file or its card cannot be used as an external network."""


class NetworkNotFound(LoupeError):
    """There is no such external network on this desk."""


class NetworkInUse(LoupeError):
    """The champion needs this external network; promote another version first."""


class NetworkMissing(SchemaMismatch):
    """The model needs an external network that is not on this desk; nothing is scored with it."""


class NetworkAltered(NetworkMissing):
    """The files of this external network were altered; it is not used, and nothing that needs it is scored."""


class NetworkFailed(NotScored):
    """An external network failed on this photograph: it is kept, but not scored."""


class ExtrasMissing(LoupeError):
    """Fitting a network needs packages that are not installed: pip install -r requirements-deep.txt"""

# model versions
class VersionNotFound(LoupeError):
    """There is no such model version."""


class VersionAltered(LoupeError):
    """The files of this model version were altered or are missing; it is not loaded."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message)
        self.args = (f"{self} Put its files back from a backup, or promote another version; decisions and champion are as they were.",)


class FolderNotEmpty(LoupeError):
    """The folder is not empty; a model version is never overwritten."""


class DeskInUse(LoupeError):
    """There are already photographs on this desk; the demo is not mixed with them."""


class NoChampion(LoupeError):
    """No model version has been promoted for this question."""


class GateRefused(LoupeError):
    """The challenger is not better than the champion; it was kept, not promoted."""


class NothingToRollBack(LoupeError):
    """There is no earlier champion to go back to."""

# reviewing
class LeaseLost(LoupeError):
    """This photograph is no longer reserved for you; your answer was not stored."""


class AlreadyDecided(LoupeError):
    """This photograph has already been decided."""


class RequestReused(LoupeError):
    """This request was already used for another decision."""


class UnknownReason(LoupeError):
    """This reason does not belong to the question."""


class NoteTooLong(LoupeError):
    """The note is longer than 2,000 characters."""


class ReasonRequired(LoupeError):
    """A rejection needs a reason here; choose one and press the key again."""


class ScoreWithheld(LoupeError):
    """The score is shown once you have given your own answer."""


class NothingToUndo(LoupeError):
    """There is no decision of yours to undo."""


class UndoRefused(NothingToUndo):
    """This decision can no longer be taken back."""


class BadPolicy(LoupeError):
    """This policy cannot be used."""


class BadGold(LoupeError):
    """This photograph cannot be gold."""


class NothingToSettle(LoupeError):
    """This photograph does not wait for a lead."""


class NoWarmUp(LoupeError):
    """This photograph is not the next one of your warm-up."""


class ChainBroken(LoupeError):
    """The decision log was altered."""


class BadImport(LoupeError):
    """The decisions cannot be imported."""


class BadFilter(LoupeError):
    """This filter cannot be used."""


class ExportGone(LoupeError):
    """This export is not there: it is still being made, it failed, or it is more than a day old."""


class BadBulk(LoupeError):
    """These photographs cannot be answered at once."""


class BadRequestBody(LoupeError):
    """The request is not understood."""

# people
class NotAllowed(LoupeError):
    """Your role does not allow this."""


class ForeignRequest(LoupeError):
    """This request did not come from a page of this desk; reload the page and try again."""


class BadCredentials(LoupeError):
    """The name or the password is wrong."""


class TooManyAttempts(LoupeError):
    """Too many attempts; wait a little before trying again."""


class WeakPassword(LoupeError):
    """The password must have at least 12 characters and must not be a common one."""


class BadUserName(LoupeError):
    """A user name has 1 to 100 characters, all of them visible."""


class UserExists(LoupeError):
    """There is already a user of that name."""


class UserNotFound(LoupeError):
    """There is no such user."""


class LastAdmin(LoupeError):
    """The last admin cannot be disabled or given another role."""


class LinkExpired(LoupeError):
    """This one-time link was used or has expired."""

# jobs, store, settings
class JobNotFound(LoupeError):
    """There is no such job."""


class JobCancelled(LoupeError):
    """The job was cancelled."""


class AlertNotFound(LoupeError):
    """There is no such alert."""


class WebhookRefused(LoupeError):
    """The address of the webhook does not take alerts; it is not tried again."""


class LeaseExpired(LoupeError):
    """Another worker has taken this job over."""


class WorkerStopping(LoupeError):
    """The worker was told to stop; the job will be run again."""


class DatabaseTooOld(LoupeError):
    """The database is from an older version of Loupe; run `python -m app migrate`."""


class DatabaseTooNew(LoupeError):
    """The database is from a newer version of Loupe than this one."""


class UnsafeSQLite(LoupeError):
    """This SQLite can corrupt a database in WAL mode; 3.51.3 or later is needed, and not 3.52.0."""


class DiskFull(LoupeError):
    """The disk is full; nothing was stored."""


class BadSetting(LoupeError):
    """A setting has a value that cannot be used."""
