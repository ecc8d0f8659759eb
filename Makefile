# The few words this project is worked with; `make` alone lists them.
#
# What is installed is remembered by empty files under .venv/.stamps, each as old as
# the lock file it was installed from: a changed lock installs again, nothing else.

unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
STAMPS := .venv/.stamps
PIP := $(BIN)/python -m pip install --quiet --require-hashes --no-deps
UV := uv pip compile --quiet --universal --python-version 3.11 \
      --generate-hashes --no-header --no-annotate
QUICK := not browser and not slow and not page

.DEFAULT_GOAL := help
.PHONY: help setup run check lint test hunt texts fix lock courses bench clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMPS)/test ## install what running and testing need into .venv
	@echo "Everything is installed in .venv."

run: $(STAMPS)/run ## the site with its courses, on http://127.0.0.1:8000 (PORT=8001 make run)
	@tools/run.sh

check: lint ## what must hold before a commit: style, types, contracts, quick tests
	@PYTHONWARNINGS=default $(BIN)/python -m pytest -m "$(QUICK)" -n 2 $(ARGS)

lint: $(STAMPS)/test
	@tools/lint.sh

test: $(STAMPS)/test ## everything: checks, SQLite, PostgreSQL, browser (ARGS="tests/x -k y")
	@ARGS='$(ARGS)' tools/test.sh

hunt: $(STAMPS)/test ## look for faults by chance: every property, thousands of new examples
	HYPOTHESIS_PROFILE=hunt PYTHONWARNINGS=default $(BIN)/python -m pytest -m hypothesis -n 2 $(ARGS)

texts: $(STAMPS)/test ## bring the pt and en catalogues up to the texts in the code
	@tools/texts.sh

fix: $(STAMPS)/test ## put right what the tools can put right by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

courses: $(STAMPS)/run ## check every course package under courses/
	LMS_ENV=development $(BIN)/python -m flask --app wsgi lms check courses/*

bench: $(STAMPS)/test ## measure the pages under load
	@tools/bench.sh $(ARGS)

lock: ## settle the versions anew: requirements/*.txt from pyproject.toml (needs uv)
	$(UV) pyproject.toml --extra scale -o requirements/run.txt
	$(UV) --group test -c requirements/run.txt -o requirements/test.txt

clean: ## remove .venv and the tools' memories; the data in instance/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/venv:
	@tools/venv.sh .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/run.txt | $(STAMPS)/venv
	@echo "Installing the libraries of the site into .venv …"
	@$(PIP) -r $< && touch $@

$(STAMPS)/test: requirements/test.txt | $(STAMPS)/run
	@echo "Installing the tools of the tests into .venv …"
	@$(PIP) -r $< && touch $@
