# `make site` and `make test` set up what they need in .venv, once, from the two locks.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
ARGS ?=

# The first of these that is new enough makes the environment.
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: site test check lint bench fuzz sbom tools lock clean distclean

site: $(VENV)/.ready
	@$(BIN)/reading-list build $(ARGS)

test: $(VENV)/.ready-dev
	@$(BIN)/pytest -n auto --dist loadgroup $(ARGS)

# A contributor's records first: that needs no development tools.
check: $(VENV)/.ready
	$(BIN)/reading-list check
	@$(MAKE) --no-print-directory lint

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict src
	$(BIN)/pytest -q tests/test_architecture.py

bench: $(VENV)/.ready-dev
	@$(BIN)/python benchmarks/run.py $(or $(N),10000)

fuzz: $(VENV)/.ready-dev
	@$(BIN)/python fuzz/run.py --minutes $(or $(MINUTES),1)

# What all of this is made of, as CycloneDX: `make sbom FILE=name.cdx.json`.
sbom: $(VENV)/.ready-dev
	@$(BIN)/python supply/sbom.py $(or $(FILE),dist/sbom.cdx.json)

# awesome-lint, html-validate and axe-core, without which some tests are skipped.
tools:
	npm ci --no-progress

# Newer versions: `make lock ARGS=--upgrade`; a week is time for a bad release to be found.
# The locks name no index, so that they install from any; --universal makes one lock do
# for every Python and platform.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--exclude-newer "1 week" --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" $(ARGS)
BUILD_BACK_END := import tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")

lock: $(VENV)/.ready-dev
	$(BIN)/python -c '$(BUILD_BACK_END)' | $(COMPILE) --extra net -o requirements.lock pyproject.toml -
	$(COMPILE) --extra dev --constraint requirements.lock -o requirements-dev.lock pyproject.toml

$(VENV)/.ready: pyproject.toml requirements.lock Makefile
	@if ! { $(BIN)/python -c '$(NEW_ENOUGH)' && $(BIN)/python -m pip --version; } >/dev/null 2>&1; \
	then \
	  for python in $(PYTHONS); do \
	    if "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "make: no Python 3.11 or newer found (looked for: $(PYTHONS));" \
	      "say where it is: make PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up $(VENV) (once)" >&2; \
	  "$$found" -m venv --clear $(VENV); \
	fi
	@$(PIP) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'from reading_list.builder import compile_built_in as run; run()'
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@echo "Installing the development tools into $(VENV) (once)" >&2
	@$(PIP) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

clean:
	rm -rf site .cache dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

distclean: clean
	rm -rf $(VENV) node_modules
