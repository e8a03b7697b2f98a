"""The commands, in the order in which `--help` lists them."""

from __future__ import annotations

from app.cli import (
    decide,
    demo,
    evaluate,
    explain,
    export,
    features,
    ingest,
    migrate,
    network,
    promote,
    queue,
    retrain,
    rollback,
    score,
    serve,
    train,
    user,
    verify,
    versions,
    worker,
)

COMMANDS = (
    serve, worker, migrate, demo, user, ingest, score, explain, features, train, evaluate, queue, decide, retrain, promote, rollback,
    versions, network, export, verify,
)
