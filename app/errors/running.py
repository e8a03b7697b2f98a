"""What can go wrong under the services: jobs, database, disk, settings."""

from __future__ import annotations

from app.errors.base import LoupeError


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
