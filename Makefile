# Casedesk. `make run` and `make test` are all there is to know.

PYTHON ?= python3
BIN := .venv/bin
SETUP := .venv/.setup
SETUP_DEV := .venv/.setup-dev
BENCH := .venv/bench
SETUP_BENCH := $(BENCH)/.setup
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test setup setup-dev check journeys pictures manual bench messages lock clean

run: setup ## opens Casedesk on a vault of invented people
	$(BIN)/casedesk demo --open

test: setup-dev ## runs the whole test suite
	$(BIN)/python -m pytest -n auto --dist loadgroup

setup: $(SETUP) $(CATALOGUES)

setup-dev: $(SETUP_DEV) $(CATALOGUES)

check: setup-dev ## format, lint, types, import contracts, catalogues, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadgroup

journeys: setup-dev ## walks through real windows at a person's pace and keeps pictures of it
	CASEDESK_RECORD=$(CURDIR)/docs/pictures/journeys $(BIN)/python -m pytest -n0 tests/journeys/test_real_windows.py

pictures: setup-dev ## draws the main screens again, for the README and the manual
	$(BIN)/python packaging/pictures.py

manual: setup-dev ## puts the help of the screens and their pictures together again
	$(BIN)/python packaging/pictures.py --manual

bench: setup-dev $(SETUP_BENCH) ## measures what the goals are about
	$(BIN)/python -m benchmarks

messages: setup-dev ## takes the words out of the program and into the catalogues
	$(BIN)/pybabel -q extract -F translations/babel.cfg -k N_ -k _ -k ngettext:1,2 --no-wrap --no-location --sort-output --omit-header -o translations/messages.pot casedesk
	$(BIN)/pybabel -q update -D messages -i translations/messages.pot -d translations -l es --no-wrap --omit-header --no-fuzzy-matching

lock: setup-dev ## pins the newest allowed versions again
	$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -q -o packaging/requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --extra build -c packaging/requirements-dev.txt --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -q -o packaging/requirements.txt
	printf '%s\n' pytauargus 'aqt[qt6]' | $(BIN)/uv pip compile - --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -q -o benchmarks/requirements.txt

$(SETUP): packaging/requirements.txt packaging/debian-packages.txt pyproject.toml
	@echo "The first time this takes two or three minutes, and needs the network once."
	packaging/system-packages.sh packaging/debian-packages.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r packaging/requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(SETUP_DEV): $(SETUP) packaging/requirements-dev.txt packaging/debian-packages-test.txt
	packaging/system-packages.sh packaging/debian-packages-test.txt
	$(PIP) --require-hashes -r packaging/requirements-dev.txt
	touch $@

# What the program is measured beside stays apart from it.
$(SETUP_BENCH): benchmarks/requirements.txt $(SETUP)
	$(BIN)/python -m venv --clear $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	touch $@

# The catalogues keep no header: without -f they would be taken for drafts and left out.
translations/%/LC_MESSAGES/messages.mo: translations/%/LC_MESSAGES/messages.po $(SETUP)
	$(BIN)/pybabel -q compile -f -l $* -i $< -o $@

clean:
	rm -rf .venv build dist
