"""The commands, in the order in which `--help` lists them."""

from __future__ import annotations

from app.cli import (
    decide,
    demo,
    evaluate,
    explain,
    export,
    features,
    gold,
    ingest,
    migrate,
    network,
    pair,
    promote,
    queue,
    retrain,
    rollback,
    score,
    serve,
    simulate,
    train,
    user,
    verify,
    versions,
    watch,
    worker,
)

COMMANDS = (
    serve, worker, migrate, demo, user, ingest, score, explain, features, pair, train, evaluate, queue, decide, gold, retrain, promote,
    rollback, simulate, versions, watch, network, export, verify,
)
