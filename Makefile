# The two commands are `make run` and `make test`; everything else serves them.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
ifneq ($(wildcard ../shared/data/photos.csv),)
export LOUPE_DATA ?= $(abspath ../shared/data)
endif

.PHONY: run setup test lint bench model lock screenshots clean setup-dev chromium

run: setup ## serve http://127.0.0.1:8050 with a worker; prints the first admin's one-time link
	@$(PY) -m app migrate
	@trap 'kill $$worker 2>/dev/null; wait' EXIT INT TERM; \
	 $(PY) -m app worker & worker=$$!; \
	 $(PY) -m app serve

setup: $(VENV)/.ready ## install everything the app needs; safe to repeat

$(VENV)/.ready: requirements.txt
	@bash setup/python.sh $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(PY) -m compileall -q app
	@touch $@

setup-dev: setup $(VENV)/.ready-dev chromium

$(VENV)/.ready-dev: requirements-dev.txt requirements.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

chromium: setup $(VENV)/.ready-dev
	@bash setup/chromium.sh $(PY)

lint: setup $(VENV)/.ready-dev ## style, types and layers
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

test: setup-dev lint ## everything: style, types, layers, units, browser journeys
	@$(PY) -m pytest --numprocesses auto --dist loadfile --ignore=tests/journeys
	@$(PY) -m pytest --numprocesses auto --dist loadfile tests/journeys

bench: setup $(VENV)/.ready-dev ## benchmarks/results.json; one of them with ONLY=name
	@$(PY) -m benchmarks $(ONLY)

model: setup ## refit the shipped recapture model from the development photographs
	@test -n "$(LOUPE_DATA)" || { echo "LOUPE_DATA is not set: the photographs to fit on are missing" >&2; exit 1; }
	@test -n "$(VERSION)" || { echo "name the version: make model VERSION=loupe-4" >&2; exit 1; }
	@$(PY) -m app train $(LOUPE_DATA)/photos.csv --question recapture --out models/recapture/$(VERSION)

screenshots: setup-dev ## every page, light, dark and narrow, into var/screenshots
	@$(PY) -m tests.journeys.screenshots

lock: $(VENV)/.ready-dev
	@bash setup/lock.sh $(VENV)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache
