# `make test` and `make demo` set themselves up: Python 3.11 or later and make are all that is needed.

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that really runs and is new enough; `make PYTHON=/path/to/python` says otherwise.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
RULES := $(shell find rules -type f) $(wildcard reslint/compile/*.py) reslint/packs.py reslint/rules.py

.PHONY: setup data office test lint types check demo bench build clean

setup: $(VENV)/.ready data

$(VENV)/.ready: pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is needed; none was found" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . $$($(BIN)/python tools/dev_requirements.py)
	@touch $@

data: reslint/_data/.ready

reslint/_data/.ready: $(RULES) | $(VENV)/.ready
	@$(BIN)/python -m reslint.compile
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

check: setup office
	$(BIN)/python -m pytest -n 2

test: lint types check

# Findings are what the demo is about: their exit code (1) is no failure of it.
demo: setup
	$(BIN)/reslint check --exit-zero examples/
	@echo "--- reslint fix --diff --unsafe examples/"
	$(BIN)/reslint fix --diff --unsafe --exit-zero examples/

bench: setup
	$(BIN)/python bench/speed.py

build: setup
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) reslint/_data dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
