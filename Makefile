# Set up, build, serve, test. Every verb sets up what it needs first; 'make help' lists them.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup site serve check catalogues test lint lock clean

help: ## list the verbs
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

setup: ## make .venv with the locked versions
	@$(PYTHON) build_tools/bootstrap.py
	@$(BIN)/docket schema --all .cache/schemas

site: setup ## build the site into site/
	@$(BIN)/docket build

serve: setup ## build the site and serve it on http://127.0.0.1:8000 (PORT=8001: another)
	@$(BIN)/docket serve $(if $(PORT),--port $(PORT))

check: setup ## check the records in content/
	@$(BIN)/docket check

catalogues: setup ## gather the interface's texts for translators
	@$(BIN)/docket catalogues

test: ## run all tests, in a real Chromium too
	@$(PYTHON) build_tools/bootstrap.py --tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest

lock: ## renew the locked versions (needs uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra build --extra dev pyproject.toml -o requirements-dev.lock

clean: ## remove what was built and cached
	rm -rf site .venv .cache .pytest_cache .mypy_cache .ruff_cache build *.egg-info
