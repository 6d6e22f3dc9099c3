# The first Python on the PATH that is new enough; another one: make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Tests at a time: more than most machines have cores, since many of them wait for files, sockets and terminals.
WORKERS ?= 4
READY := .venv/.ready

.PHONY: run test check bench pictures docs clean

run: $(READY)
	@$(BIN)/wirewatch seeds/

test: $(READY)
	@$(BIN)/python -m pytest -n $(WORKERS)

check: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n $(WORKERS)

bench: $(READY)
	@$(BIN)/python -m tests.bench $(MEASURE)

pictures: $(READY)
	@$(BIN)/python -m tests.pictures

docs: $(READY)
	@$(BIN)/python -m tests.docs

# pip's own progress is shown; the stamp is written last, so an interrupted set-up starts again.
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "wirewatch needs Python 3.11 or newer on the PATH, or make PYTHON=/path/to/python."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "wirewatch needs Python 3.11 or newer; this is %s." % sys.version.split()[0])'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Making .venv …"; $(PYTHON) -m venv --clear .venv; } \
		|| { echo "Python could not make .venv. On Debian and Ubuntu, install the package python3-venv, then try again."; exit 1; }
	@echo "Installing wirewatch and what it needs into .venv …"
	@$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

clean:
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
