# `make test` and `make demo` set themselves up: Python 3.11 or later and make are all that is needed.

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that really runs and is new enough; `make PYTHON=/path/to/python` says otherwise.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
RULES := $(shell find rules -type f) $(wildcard reslint/compile/*.py) reslint/packs.py reslint/rules.py

# What some tests ask for beside Python: shells whose completions are tried, a browser, what builds its page.
DEBIAN := chromium fish git npm zsh

.PHONY: setup debian office data page test lint types check docs demo bench bench-archive bench-lsp build vscode clean

setup: $(VENV)/.ready data

# reslint alone, which is all that the demo and the data want: a newcomer need not wait for a developer's tools.
$(VENV)/.installed: pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is needed; none was found" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.ready: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs,lsp,lsp-websocket]' $$($(BIN)/python tools/dev_requirements.py)
	@touch $@

debian:
	@missing=""; for p in $(DEBIAN); do command -v $$p >/dev/null || missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else echo "make: not installed, and so not tried:$$missing" >&2; fi

data: reslint/_data/.ready

reslint/_data/.ready: $(RULES) | $(VENV)/.installed
	@$(BIN)/python -m reslint.compile
	@touch $@

# The page of `archive report`: types, form, bundle. Needs Node 20 or later with npm.
PAGE := $(wildcard page/src/* page/src/style/* page/test/*) page/esbuild.mjs page/tsconfig.json page/package.json tools/licences.mjs
page: reslint/_data/report.js

reslint/_data/report.js: $(PAGE) page/node_modules/.package-lock.json
	@cd page && npm run --silent all

page/node_modules/.package-lock.json: page/package-lock.json
	@cd page && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# LibreOffice opens Word files in the tests. Root installs it; for others the tests that need it say so and are skipped.
OFFICE := libreoffice-writer python3-uno
office:
	@dpkg -s $(OFFICE) >/dev/null 2>&1 || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(OFFICE) >/dev/null; \
	else echo "make: LibreOffice is not installed ($(OFFICE)); tests that need it are skipped"; fi

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

# A file of tests stays in one process: what it sets up (an installation, the built site) is set up once.
check: setup debian office
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory page; \
	else echo "make: npm is not installed; tests of the page of \`archive report\` are skipped" >&2; fi
	$(BIN)/python -m pytest -n 2 --dist loadfile

test: lint types check

# The documentation, in site/.
docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict

# Findings are what the demo is about: their exit code (1) is no failure of it.
demo: data
	$(BIN)/reslint check --exit-zero examples/
	@echo "--- reslint fix --diff --unsafe examples/"
	$(BIN)/reslint fix --diff --unsafe --exit-zero examples/

bench: setup
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/hook.py
	$(BIN)/python bench/compare.py
	$(BIN)/python bench/concordance.py --sample 30

bench-archive: setup
	$(BIN)/python bench/archive.py
	$(BIN)/python bench/cluster.py

bench-lsp: setup
	$(BIN)/python bench/lsp.py

build: setup page
	$(BIN)/python -m build

# The extension for VS Code: types, bundle, lsp/vscode/reslint-<version>.vsix, tests. Needs Node 20 or later with npm.
vscode: lsp/vscode/node_modules/.package-lock.json
	@cd lsp/vscode && npm run --silent all

lsp/vscode/node_modules/.package-lock.json: lsp/vscode/package-lock.json
	@cd lsp/vscode && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

clean:
	rm -rf $(VENV) reslint/_data dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf page/node_modules page/out lsp/vscode/node_modules lsp/vscode/dist lsp/vscode/out lsp/vscode/*.vsix
