# `make` or `make help` lists the words.
SHELL := /bin/bash
PYTHON ?= python3
export PYTHON
export PORT ?= 8000

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
PIP_LOCKED := $(PIP) install --require-hashes --only-binary :all: -r
# One empty file a finished step, so that a second run of make skips it.
DONE := $(VENV)/done
# Node of the machine where it is new enough; or else pip brings it, and it comes first.
NODE := $(VENV)/node
export PATH := $(CURDIR)/$(NODE):$(PATH)
# How many operations the fault machine runs.
N ?= 100000

FRONT_END := judging/static/vendor/.done
FONTS := certificates/fonts/.done
OUR_SCRIPTS := 'judging/static/**/*.js' 'tests/**/*.js' '*.js'
PACKAGES := node_modules/.package-lock.json
PACKAGED := node_modules/.bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard judging/translations/*/LC_MESSAGES/*.po))
UI_FONTS := $(foreach script,khmer latin, \
	moul/files/moul-$(script)-400-normal \
	noto-sans-khmer/files/noto-sans-khmer-$(script)-400-normal \
	noto-sans-khmer/files/noto-sans-khmer-$(script)-700-normal)

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo test test-setup fix bench faults lock

help:  ## list these words
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

setup: $(DONE)/app $(FRONT_END) $(FONTS) $(CATALOGUES)  ## bring everything that the app needs

demo: setup  ## open a living competition on 127.0.0.1:8000 (another port: PORT=8080)
	$(PY) -m flask --app wsgi demo --at announced --serve

fix: test-setup $(PACKAGES)  ## mend format and lint where a machine can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PACKAGED)/eslint --fix $(OUR_SCRIPTS)
	$(PACKAGED)/prettier --write --log-level warn $(OUR_SCRIPTS)

bench: setup test-setup  ## print how fast the app is
	@for bench in tests/benchmarks/bench_*.py; do \
		$(PY) -m tests.benchmarks.$$(basename $$bench .py) || exit 1; done

faults: setup test-setup  ## try for long that no score is lost or doubled (N=100000 SEED=7)
	node tests/faults/run.js --operations $(N) $(addprefix --seed ,$(SEED))

test: setup test-setup  ## run every check that the build server runs
	@$(call heading,Format)
	$(PY) -m ruff format --check .
	@$(call heading,Lint)
	$(PY) -m ruff check .
	@$(call heading,Types)
	$(PY) -m mypy
	@$(call heading,Import contracts)
	$(VENV)/bin/lint-imports --no-logo
	@$(call heading,JavaScript)
	$(PACKAGED)/prettier --check $(OUR_SCRIPTS)
	$(PACKAGED)/eslint $(OUR_SCRIPTS)
	node --test --test-reporter spec $$(find tests -name '*.test.js')
	@$(call heading,Tests on SQLite)
	$(PY) -m pytest -n 2
	@$(call heading,Tests on PostgreSQL)
	$(PY) .ci/with_postgres.py $(PY) -m pytest -n 2 -m database

lock:  ## find the newest packages and write the lock files anew
	$(PIP) install uv
	cd requirements && for name in app redis test node; do \
		../$(PY) -m uv pip compile --quiet --universal --upgrade --generate-hashes --python-version 3.11 \
			--no-header --no-annotate --no-emit-index-url $$name.in -o $$name.lock || exit 1; done
	npm install --package-lock-only

# What eslint needs.
NODE_IS_NEW = const [major, minor] = process.versions.node.split(".").map(Number); \
	process.exit(major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19) ? 0 : 1)
heading = printf '\n\033[1m== %s\033[0m\n' '$(1)'

# --- How the steps of set-up hang together ---

test-setup: $(DONE)/test

$(DONE)/system-%: .ci/system-packages
	@.ci/system-packages $*
	@mkdir -p $(@D) && touch $@

$(VENV)/bin/pip: | $(DONE)/system-app
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
		"Python 3.11 or newer is needed, and $(PYTHON) is " + sys.version.split()[0] \
		+ ": install a newer one, then run make PYTHON=python3.12 (or what it is called).")'
	@echo 'Making $(VENV)'
	@$(PYTHON) -m venv $(VENV)

$(DONE)/app: requirements/app.lock | $(VENV)/bin/pip
	@echo 'Installing the Python packages of the app'
	@$(PIP_LOCKED) $<
	@touch $@

$(DONE)/test: requirements/test.lock | $(DONE)/app $(DONE)/system-test
	@echo 'Installing the Python packages of the checks'
	@$(PIP_LOCKED) $<
	@touch $@

$(PACKAGES): package.json package-lock.json .npmrc requirements/node.lock | $(DONE)/app
	@echo 'Installing the front-end packages'
	@node -e '$(NODE_IS_NEW)' 2>/dev/null && command -v npm >/dev/null || { \
		$(PIP_LOCKED) requirements/node.lock && mkdir -p $(NODE) && \
		ln -sf ../bin/node ../bin/npm $(NODE); }
	@npm ci --ignore-scripts --no-progress
	@touch $@

$(FRONT_END): .ci/fonts.py $(PACKAGES)
	@mkdir -p $(addprefix $(@D)/,lit-html qr)
	@cd node_modules && cp @picocss/pico/css/pico.min.css $(UI_FONTS:%=@fontsource/%.woff2) $(CURDIR)/$(@D)
	@cp node_modules/big.js/big.mjs $(@D)/big.js
	@cp node_modules/idb/build/index.js $(@D)/idb.js
	@cp node_modules/lit-html/lit-html.js $(@D)/lit-html
	@cp $(patsubst %,node_modules/qr/%.js,index decode dom) $(@D)/qr
	@$(PY) .ci/fonts.py tablet node_modules/@fontsource $(@D)/tablet
	@touch $@

$(FONTS): .ci/fonts.py $(PACKAGES)
	@echo 'Unpacking the fonts of the certificates'
	@$(PY) .ci/fonts.py print node_modules/@fontsource $(@D)
	@touch $@

%.mo: %.po | $(DONE)/app
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
