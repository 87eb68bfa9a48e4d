# `make` alone lists what there is. The set-up runs once and again only when a lock changes.
PYTHON ?= python3
JOBS   ?= 4
T      ?= tests
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-compile
VENDOR := web/static/vendor
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

# Every start and every test compiles all sources again where this is set; the compiled ones are ignored by git.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check night bench fix migrate clean setup setup-dev assets lint generated db-check locks

##@ Every day
run: setup assets ## Start everything here (first start: about a minute); Ctrl-C ends it
	@$(BIN)/anlan up

test: setup-dev assets ## The suite once                  (T=tests/domain to choose)
	@$(PYTEST) $(T)

fix: setup-dev ## Format, and repair what ruff can
	@$(BIN)/ruff format -q .
	@$(BIN)/ruff check --fix .

check: setup-dev assets lint generated db-check ## Everything that must hold: style, types, imports, schema, suite (its workflows without their cache)
	@ANLAN_TEST_NO_CACHE=1 $(PYTEST) tests

##@ Now and then
night: setup-dev assets ## What takes longer, with a fixed budget
	@$(BIN)/python -m tests.night

film: setup-dev assets ## The drilled crisis in a browser, with pictures in var/drill (needs Chromium)
	@$(BIN)/python -m tests.drill.film

bench: setup-dev ## The benchmarks, as a table with ratios
	@$(BIN)/python -m benchmarks

migrate: setup ## Bring the database to the newest schema
	@$(BIN)/anlan migrate

docs: setup ## Write the generated files again
	@$(BIN)/python -m docs.generate

locks: $(BIN)/uv ## Write the requirement locks again from pyproject.toml
	@$(LOCK) --group build -o requirements.lock
	@$(LOCK) --group build --group dev -c requirements.lock -o requirements-dev.lock
	@$(subst pyproject.toml,--group assets,$(LOCK)) --no-deps --no-annotate -o requirements-assets.lock

clean: ## Remove what was made, except what is kept in var/
	@rm -rf $(VENV) $(VENDOR) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

##@ Parts of the above
setup: $(VENV)/.run ## .venv with what the product needs
setup-dev: $(VENV)/.dev ## .venv with the tools of tests and checks as well
assets: $(VENDOR)/.complete ## The browser files, from their hash-pinned wheel

lint: setup-dev ## Format, style, types, imports
	@$(BIN)/ruff format --check -q . || { echo "not formatted: run make fix"; exit 1; }
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports

generated: setup-dev ## Fail if a generated file is not up to date
	@$(BIN)/python -m docs.generate --check

db-check: setup-dev ## Fail if tables and migrations disagree
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	  ANLAN_HOME=$$home $(BIN)/alembic -q upgrade head && ANLAN_HOME=$$home $(BIN)/alembic -q check

help:
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --universal --python-version 3.11 --no-header

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; say which with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "$(PYTHON) cannot make a virtual environment (Debian: apt-get install python3-venv)"; exit 1; }
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what Anlan needs into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing the tools of tests and checks into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENDOR)/.complete: requirements-assets.lock requirements-assets.sha256 | $(VENV)/.made
	@rm -rf $(VENV)/assets && mkdir -p $(VENDOR)
	@$(PIP) --require-hashes -r requirements-assets.lock --target $(VENV)/assets
	@cp $(VENV)/assets/django_htmx/static/django_htmx/htmx-2.min.js $(VENDOR)/htmx.min.js
	@cp $(VENV)/assets/django_htmx/static/django_htmx/ext/hx-sse-2.min.js $(VENDOR)/hx-sse.min.js
	@rm -rf $(VENV)/assets && sha256sum --check --quiet requirements-assets.sha256
	@touch $@

$(BIN)/uv: | $(VENV)/.made
	@$(PIP) uv
