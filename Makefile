# Bitácora. `make run` is all it takes; `make` alone lists the rest.

VENV := .venv
PY := $(VENV)/bin/python
# What is built here is built with what requirements-build.lock names; pip alone takes the day's newest.
PIP := $(PY) -m pip --disable-pip-version-check install -qq --no-build-isolation --require-hashes --requirement
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-header
PORT ?= 8000
# Neighbours stay together as far as can be: a module's tests share servers and rows.
# Tests are compiled once, not by each of their processes in each run.
PYTEST = env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal -q -rs $(ARGS)

# One more than there are processors, for these tests wait now and then.
WAITING = $$($(PY) -c 'import os; print(min(4, os.cpu_count() + 1))')

INCLUDES = import sysconfig; open(sysconfig.get_path("include") + "/Python.h")
SAME := --constraints requirements-dev.lock

# A folder that is thrown away, and the settings of a blog behind HTTPS.
PRODUCTION = data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && \
	env -u DEBUG -u DATABASE_URL SITE_URL=https://blog.example.org DATA_DIR="$$data"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run dev test test-fast test-postgres check lint types deploy-check lighthouse bench lock \
	check-locks audit messages clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

# What the blog needs, inside $(VENV).

$(PY):
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then \
	    exec "$$python" -m venv --clear $(VENV); \
	  fi; \
	done; \
	echo 'Bitácora needs Python 3.11, 3.12, 3.13 or 3.14, with its venv module.'; \
	echo 'On Debian and Ubuntu: apt install python3 python3-venv'; \
	echo 'If you have one elsewhere: make $(MAKECMDGOALS) PYTHON=/where/it/is/python3'; \
	exit 1

$(VENV)/.build: requirements-build.lock | $(PY)
	@$(PIP) $<
	@touch $@

# gunicorn's parser of HTTP in C comes as source. Where nothing can compile it, there is one in Python.
$(VENV)/.fast: requirements-fast.lock $(VENV)/.build
	@if command -v cc >/dev/null && $(PY) -c '$(INCLUDES)' 2>/dev/null && $(PIP) $<; then \
	  touch $@; \
	else \
	  echo 'No C compiler, or none of the headers of Python: gunicorn reads requests more slowly.'; \
	  echo 'On Debian and Ubuntu: apt install gcc python3-dev, then make install'; \
	fi

$(VENV)/.runtime: requirements.lock | $(VENV)/.fast
	@echo 'Installing what the blog needs (once; about a minute)…'
	@$(PIP) $<
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/.fast
	@echo 'Installing what the tests need (once; a minute or two)…'
	@$(PIP) $<
	@touch $@

install: $(VENV)/.runtime ## the virtual environment and the translations, nothing else
	@$(PY) -m first_run.catalogues

# Serving, with the background worker beside.

run: $(VENV)/.runtime ## serve the blog on PORT (8000), kept in DATA_DIR (var/); SAMPLE=no starts empty
	@$(PY) manage.py setup $(if $(filter no,$(SAMPLE)),,--sample)
	@exec $(PY) -m worker.supervisor -m gunicorn --config config/gunicorn.py config.wsgi

dev: export DEBUG := on
dev: $(VENV)/.runtime ## the same with DEBUG, reloading when the code changes
	@$(PY) manage.py setup $(if $(filter no,$(SAMPLE)),,--sample)
	@exec $(PY) -m worker.supervisor manage.py runserver 127.0.0.1:$(PORT)

# Proving.

test: $(VENV)/.dev ## every test, those in a real browser too; ARGS goes to pytest
	@eval "$$(.ci/equipment)" && exec $(PYTEST)

test-fast: $(VENV)/.dev ## those that need no browser, no processes of their own and not long: the inner loop
	@exec $(PYTEST) -n $(WAITING) -m "not browser and not process and not long"

test-postgres: $(VENV)/.dev ## the same over a PostgreSQL of its own, thrown away after it
	@eval "$$(.ci/equipment)" && exec .ci/postgres $(PYTEST)

check: lint types deploy-check test test-postgres ## exactly what CI runs

lint: $(VENV)/.dev ## ruff, djlint, and biome (which npm fetches)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m djlint --check --lint templates
	@.ci/npm/fetch checkers
	@.tools/checkers/node_modules/.bin/biome check --error-on-warnings

types: $(VENV)/.dev ## mypy, strictly
	@$(PY) -m mypy

deploy-check: $(VENV)/.dev ## no migration is missing, and Django finds the deployment safe
	@$(PRODUCTION) $(PY) manage.py makemigrations --check
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

lighthouse: $(VENV)/.dev ## Lighthouse's marks for what readers see (needs npm and Chromium)
	@eval "$$(.ci/equipment)" && exec $(PY) bench/lighthouse.py

bench: $(VENV)/.runtime ## how fast it is, beside nginx and gunicorn (needs wrk and nginx); QUICK=yes to try
	@exec $(PY) -m bench $(if $(QUICK),--quick --results var/bench) $(if $(LARGE),--large $(LARGE)) \
	  $(if $(FIRST_PORT),--first-port $(FIRST_PORT))

# Tending.

lock: ## write the lock files anew, with the newest versions (needs uv)
	@$(LOCK) --upgrade pyproject.toml --all-extras --group dev --output-file requirements-dev.lock
	@$(LOCK) pyproject.toml --all-extras $(SAME) --output-file requirements-services.lock
	@$(LOCK) pyproject.toml $(SAME) --output-file requirements.lock
	@$(LOCK) --upgrade --group fast $(SAME) --output-file requirements-fast.lock
	@$(LOCK) --upgrade --group build $(SAME) --output-file requirements-build.lock

check-locks: ## ask the network whether the oldest pip supported installs what is locked (needs Python 3.11)
	@PYTHON=$(PYTHON) .ci/locks

audit: $(VENV)/.dev ## ask the network whether a locked version has a known hole
	@$(PY) -m pip_audit --require-hashes --disable-pip --requirement requirements-dev.lock

messages: $(VENV)/.dev ## gather the strings to translate into locale/ (needs gettext)
	@$(PY) manage.py makemessages --all --no-obsolete --add-location file --ignore $(VENV) --ignore var
	@$(PY) -m first_run.catalogues

clean: ## remove what make made here, never the blog in DATA_DIR
	@rm -rf $(VENV) .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f locale/*/LC_MESSAGES/*.mo
