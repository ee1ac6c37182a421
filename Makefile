# Everything a person does in this repository; plain `make` lists it.

.DEFAULT_GOAL := help
.PHONY: help demo test check lint docs bench growth watch evaluate ladder hard pins clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install -c constraints.txt

# The first Python that is new enough and can make environments.
PYTHON := $(shell for name in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$name; break; fi; done)

# Stamps: an environment is installed again only when the project's metadata or the pins have changed.
BASE := $(VENV)/.stillwatch
DEV := $(VENV)/.stillwatch-dev

PROMPTS ?= ../shared/data/prompts
SEEDS ?= 1501,1502,1503,1504,1505
COMBINATIONS ?= 40
SOURCES ?=
REAL = $(if $(wildcard $(PROMPTS)),--prompts $(PROMPTS) $(if $(SOURCES),--sources $(SOURCES)))

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(BASE) ## simulate a world with three campaigns, scan it, and show what was found
	rm -rf demo
	$(BIN)/stillwatch simulate record --out demo/world
	$(BIN)/stillwatch scan demo/world/exchanges --accounts demo/world/accounts.parquet \
		--releases demo/world/releases.parquet --out demo/result
	@echo
	@echo "The score against the truth of this simulated world:"
	$(BIN)/stillwatch evaluate demo/result --truth demo/world
	@echo
	@echo "The report, for any browser: $(CURDIR)/demo/result/report.html"

test: $(DEV) ## run the tests
	$(BIN)/python -m pytest -n auto

check: lint test ## everything a change has to pass: format, lint, types, import contract, tests

lint: $(DEV) ## formatting, lint, types and import contract
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(DEV) ## write the generated pages of docs/ anew
	mkdir -p build && $(BIN)/python -m stillwatch.cli.reference > build/cli.md
	mv build/cli.md docs/reference/cli.md
	$(BIN)/python -m stillwatch.cli.life_cycle docs/life-cycle.md

bench: $(DEV) ## measure a scan of a million exchanges and write the tables of docs/scale.md anew (minutes)
	$(BIN)/python benchmarks/scan.py --markdown docs/scale.md

growth: $(DEV) ## measure scans of one to fifty million exchanges and write their table and plot anew (an hour)
	$(BIN)/python benchmarks/growth.py --markdown docs/scale.md --plot docs/images/growth.svg

watch: $(DEV) ## watch simulated worlds hour by hour and write the tables of docs/watch.md anew (an hour)
	$(BIN)/python benchmarks/watch.py --markdown docs/watch.md

evaluate: $(DEV) ## write the table of docs/evaluation.md anew (hours; SEEDS=, PROMPTS= and SOURCES= may be given)
	$(BIN)/stillwatch evaluate --table --scenario record=400000 --scenario quiet=1000000 --seeds $(SEEDS) \
		$(REAL) --out docs/evaluation.md

ladder: $(DEV) ## write the table of docs/ladder.md anew (hours; SEEDS=, PROMPTS=, SOURCES= and COMBINATIONS= may be given)
	$(BIN)/stillwatch evaluate --ladder --combinations $(COMBINATIONS) --seeds $(SEEDS) \
		$(REAL) --out docs/ladder.md

hard: $(DEV) ## write the table of docs/hard-cases.md anew (half an hour; SEEDS=, PROMPTS= and SOURCES= may be given)
	$(BIN)/stillwatch evaluate --table --scenario needle --scenario two_in_relay=100000 --scenario standby=100000 \
		--seeds $(SEEDS) $(REAL) --out docs/hard-cases.md

pins: ## write constraints.txt anew from the newest versions that pyproject.toml allows
	rm -rf build/pins && "$(PYTHON)" -m venv build/pins
	build/pins/bin/python -m pip --disable-pip-version-check --quiet install '.[dev]'
	{ head -n 1 constraints.txt; build/pins/bin/python -m pip freeze --exclude stillwatch; } > build/constraints.txt
	mv build/constraints.txt constraints.txt && rm -rf build/pins

clean: ## remove results, build output and caches, but not the environment
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "stillwatch needs Python 3.11 or newer with the module venv; none was found" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

# Installed in place (-e), so that demo and test share one environment and neither runs a stale copy.
$(BASE): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev]'
	@touch $(BASE) $@
