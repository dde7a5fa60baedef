# `make test` and `make demo` set themselves up: Python 3.11 or later and make are all that is needed.

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that really runs and is new enough; `make PYTHON=/path/to/python` says otherwise.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
RULES := $(shell find rules -type f) $(wildcard reslint/compile/*.py) reslint/packs.py reslint/rules.py

.PHONY: setup data test lint types check demo bench bench-archive bench-lsp build vscode clean

setup: $(VENV)/.ready data

$(VENV)/.ready: pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is needed; none was found" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[lsp,lsp-websocket]" $$($(BIN)/python tools/dev_requirements.py)
	@touch $@

data: reslint/_data/.ready

reslint/_data/.ready: $(RULES) | $(VENV)/.ready
	@$(BIN)/python -m reslint.compile
	@touch $@

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

check: setup
	$(BIN)/python -m pytest -n 2

test: lint types check

# Findings are what the demo is about: their exit code (1) is no failure of it.
demo: setup
	$(BIN)/reslint check --exit-zero examples/
	@echo "--- reslint fix --diff --unsafe examples/"
	$(BIN)/reslint fix --diff --unsafe --exit-zero examples/

bench: setup
	$(BIN)/python bench/speed.py

bench-archive: setup
	$(BIN)/python bench/archive.py

bench-lsp: setup
	$(BIN)/python bench/lsp.py

build: setup
	$(BIN)/python -m build

# The extension for VS Code: types, bundle, lsp/vscode/reslint-<version>.vsix, tests. Needs Node 20 or later with npm.
vscode: lsp/vscode/node_modules/.package-lock.json
	@cd lsp/vscode && npm run --silent all

lsp/vscode/node_modules/.package-lock.json: lsp/vscode/package-lock.json
	@cd lsp/vscode && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

clean:
	rm -rf $(VENV) reslint/_data dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf lsp/vscode/node_modules lsp/vscode/dist lsp/vscode/out lsp/vscode/*.vsix
