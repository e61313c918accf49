# netmap. `make demo` and `make test` each work alone on a fresh machine that has make and Python >= 3.11.
# What Python to use: make PYTHON=python3.12. Offline once installed.

BIN := .venv/bin
WORKERS ?= 2
QUICK ?=
ARGS ?=
PARTS ?=
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help venv dev demo test check bench neo4j format lock translations wheel clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: ## make .venv and install what netmap needs to run
	@scripts/install run

dev: ## make .venv and install what its developers need, too
	@scripts/install dev

demo: venv ## the education landscape of Rostock: what is open, how it is tied together, its map
	@$(BIN)/netmap demo --output exports/rostock $(ARGS)

test: dev ## run all tests (gets a Chromium for those that open the map, a Neo4j, a LibreOffice for others)
	@scripts/get-chromium
	@scripts/get-neo4j
	@scripts/get-libreoffice
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: dev ## what .ci/run runs: format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

bench: dev ## measure the promised ratios (QUICK=1 for a short run)
	@$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(ARGS)

neo4j: venv ## run a real Neo4j to try netmap on, until Ctrl-C (ARGS="--bolt 7690 --http 7475" for other ports)
	@scripts/get-neo4j
	@exec $(BIN)/python scripts/neo4j_server.py $(ARGS)

format: dev ## bring the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

translations: dev ## bring the German catalogue up to date (PARTS="a.po b.po" merges translations from files)
	$(BIN)/python scripts/translations.py $(PARTS)

lock: dev ## resolve the dependencies anew and pin them (ARGS=--upgrade for newer ones)
	$(BIN)/python -m pip install --quiet 'uv>=0.9'
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	    --group install pyproject.toml --output-file requirements.lock $(ARGS)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	    --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock $(ARGS)

wheel: dev ## build dist/netmap-*.whl
	$(BIN)/python -m build --wheel --no-isolation

clean: ## remove everything that was made, .venv included
	rm -rf .venv dist build .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find exports -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
