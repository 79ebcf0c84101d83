# make help lists what there is to do.

PYTHON ?= python3
PORT ?= 8000
FAMILIES ?= 5000
SEED ?= 1405

PY := .venv/bin/python
EMBEDDED := DJANGO_SETTINGS_MODULE=config.settings.embedded PORT=$(PORT)
TESTING := DJANGO_SETTINGS_MODULE=config.settings.test
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
# Debian's Python brings no pip to a new environment; that of the machine installs into it.  Half of
# what it installs is never imported: Python compiles a module when it is, and keeps that.
INSTALL := $(PYTHON) -m pip --python $(PY) install --no-compile --quiet --disable-pip-version-check \
  --require-hashes -r
# A browser and its server wait for each other: one more of them than processors keeps all at work.
BROWSERS := $(shell echo $$(($$(nproc) + 1)))
PYTEST := $(PY) -m pytest -q -n auto --maxprocesses 4 -m "not browser and not bench"

.PHONY: help run prepare test test-sqlite test-postgresql browser pictures bench bench-office bench-million lint messages schema lock clean \
  lint-style lint-types lint-imports lint-migrations lint-deployment lint-catalogue lint-schema

help:  ## list what there is to do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

run: prepare  ## set everything up and serve on this machine (PORT=8000 FAMILIES=5000)
	@$(EMBEDDED) $(PY) manage.py show_demo
	@exec env $(EMBEDDED) $(PY) deploy/serve.py

prepare: .venv/runtime.stamp $(CATALOGUES)
	@echo "== Bringing the registry's database up to date (takes a while the first time)"
	@$(EMBEDDED) $(PY) manage.py migrate --verbosity 0
	@echo "== Bringing the databases of what is published up to date"
	@$(EMBEDDED) $(PY) manage.py migrate --database published --verbosity 0
	@$(EMBEDDED) $(PY) manage.py migrate graphql_api --database budget --verbosity 0
	@test -f var/demo.json || echo "== Loading a demo country of $(FAMILIES) families"
	@test -f var/demo.json || $(EMBEDDED) $(PY) manage.py load_demo --families $(FAMILIES) --seed $(SEED)
	@echo "== Collecting the files of the pages"
	@$(EMBEDDED) $(PY) manage.py collectstatic --noinput --verbosity 0

test: test-sqlite test-postgresql  ## run the tests on SQLite, and on PostgreSQL if there is a server

test-sqlite: .venv/dev.stamp $(CATALOGUES)
	@echo "== The tests on SQLite"
	@$(PYTEST)

test-postgresql: .venv/dev.stamp $(CATALOGUES)
	@echo "== The tests on PostgreSQL"
	@$(PY) -m tests.postgres $(PYTEST) --migrations

browser: .venv/browser.stamp $(CATALOGUES)  ## look at the pages in a real Chromium (Debian's)
	@$(PY) -m pytest -q -n $(BROWSERS) -m browser tests/browser

pictures: .venv/browser.stamp $(CATALOGUES)  ## take the pictures of the README and the handbooks anew
	@$(PY) -m tests.browser.pictures

bench: .venv/dev.stamp $(CATALOGUES) bench-office  ## measure, as ratios within one run
	@$(PY) -m pytest -q -s -m bench

bench-office: .venv/dev.stamp $(CATALOGUES)  ## measure the office's pages (HEMAYAT_BENCH_FAMILIES=20000, on SQLite)
	@$(PY) -m tests.bench.ground
	@$(PY) -m tests.bench.office

bench-million: .venv/dev.stamp $(CATALOGUES)  ## the same with 1,000,000 families on PostgreSQL
	@HEMAYAT_BENCH_FAMILIES=1000000 $(PY) -m tests.bench.cluster $(PY) -m tests.bench.ground
	@HEMAYAT_BENCH_FAMILIES=1000000 $(PY) -m tests.bench.cluster $(PY) -m tests.bench.office

lint: lint-style lint-types lint-imports lint-migrations lint-deployment lint-catalogue lint-schema  ## every static check of the house

lint-style: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

lint-types: .venv/dev.stamp
	.venv/bin/mypy

lint-imports: .venv/dev.stamp
	.venv/bin/lint-imports

lint-migrations: .venv/dev.stamp
	$(TESTING) $(PY) manage.py makemigrations --check --dry-run

lint-deployment: .venv/dev.stamp
	$(PY) -m tests.house.deployment

lint-catalogue: .venv/dev.stamp
	$(PY) -m tests.house.catalogue

lint-schema: .venv/dev.stamp
	$(TESTING) $(PY) -m tests.house.schema

messages: .venv/dev.stamp  ## collect the sentences to translate (needs Debian's gettext)
	$(TESTING) $(PY) manage.py makemessages -l fa --no-location --no-obsolete --no-wrap --ignore .venv --ignore var

schema: .venv/dev.stamp  ## write the API's schema to its file
	$(TESTING) $(PY) -m tests.house.schema --write

lock: .venv/dev.stamp  ## compile the locks anew from pyproject.toml (needs uv)
	$(UV) pyproject.toml -o requirements.lock
	$(UV) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(UV) --group browser -c requirements-dev.lock -o requirements-browser.lock

UV := uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock"

clean:  ## remove the demo and everything that was made; the next run starts anew
	rm -rf var

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	@echo "== Setting up .venv"
	@$(PYTHON) -m venv --without-pip .venv

.venv/runtime.stamp: requirements.lock | .venv/pyvenv.cfg
	@echo "== Installing what it needs, once"
	@$(INSTALL) requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/pyvenv.cfg
	@echo "== Installing what it needs, and its tools, once"
	@$(INSTALL) requirements-dev.lock
	@touch $@ .venv/runtime.stamp

.venv/browser.stamp: requirements-browser.lock .venv/dev.stamp
	@$(INSTALL) requirements-browser.lock
	@touch $@

%.mo: %.po .venv/runtime.stamp
	@.venv/bin/pybabel -q compile -i $< -o $@
