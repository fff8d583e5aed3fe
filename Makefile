# Every command sets itself up: all you need is Python 3.11+, make and git.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# Some files of tests at once; those of one file share what they build.
PYTEST := $(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile
.DEFAULT_GOAL := help
.PHONY: help serve receive publish build wheel check test lint acceptance audit accessibility fuzz screenshots bench messages requirements clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 20

serve: .venv/.ready ## Show the agenda on this computer; it follows what you change
	@$(BIN)/python scripts/serve.py --port $(PORT)

build: .venv/.ready ## Build the site into output/; with a problem nothing is changed
	@$(BIN)/pelican content -s pelicanconf.py -o output --fatal errors

wheel: .venv/.ready-test ## Make the generator as a wheel in build/wheels/, for another town
	@rm -f build/wheels/*.whl
	@$(BIN)/pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w build/wheels .

publish: .venv/.ready ## Publish the site: SITEURL=https://… TARGET=…, a name in AGENDA_PUBLISH, or pages (into public/)
	@$(BIN)/python scripts/publish.py $(TARGET)

receive: .venv/.ready ## Take activities by the form on this computer; settings in private/receiver.yaml
	@$(BIN)/python scripts/receive.py

check: .venv/.ready ## Check all activities: what is wrong, where, and what to write instead
	@$(BIN)/python scripts/check.py

test: .venv/.ready-test lint ## Run the tests, in a real browser too
	@$(PYTEST) --ignore tests/acceptance

lint: .venv/.ready-test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

acceptance: .venv/.ready-acceptance ## Read what is built with real programs for calendars, news and HTML (Debian, as root)
	@$(BIN)/python tests/acceptance/setup.py
	@$(BIN)/python -m pytest -q tests/acceptance

# Known vulnerabilities that cannot touch this project, each as `--ignore-vuln ID`, and above it why. None.
EXPLAINED :=

audit: .venv/.ready-acceptance ## Ask osv.dev for known vulnerabilities of all that is pinned
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --vulnerability-service osv --progress-spinner off \
		$(EXPLAINED) $(foreach pins,$(wildcard requirements*.txt),-r $(pins))

accessibility: .venv/.ready-acceptance ## Test the accessibility of all pages; write content/accessibility.yaml (Debian, as root)
	@$(BIN)/python tests/acceptance/setup.py
	@$(PYTEST) -m accessibility tests --accessibility content/accessibility.yaml

fuzz: .venv/.ready-test ## Send the receiver odd forms, and a minute of load (some ten minutes: for every night)
	@AGENDA_FUZZ=18000 AGENDA_LOAD=60 $(BIN)/python -m pytest -q -s tests/test_receiver_fuzzed.py tests/test_receiver_command.py

screenshots: .venv/.ready-test ## Make the pictures of docs/images/
	@PYTHONPATH=plugins $(BIN)/python tests/screenshots.py docs/images

bench: .venv/.ready-bench ## Measure builds beside other generators (Node.js and npm needed); SIZES=1000 for a quick look
	@$(BIN)/python scripts/bench.py $(SIZES)

messages: .venv/.ready ## Bring the catalogues up to date with the texts in the code
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F theme/translations/babel.cfg --no-location --sort-output -o build/agenda.pot .
	@$(BIN)/pybabel -q update -i build/agenda.pot -d theme/translations -D agenda \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap

requirements: ## Pin the newest versions of what the project needs, with hashes
	@$(PYTHON) -m venv build/uv && build/uv/bin/pip install -q uv
	@build/uv/bin/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --group test -o requirements-test.txt
	@build/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		-c requirements-test.txt pyproject.toml -o requirements.txt
	@build/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		-c requirements-test.txt pyproject.toml --group test --group acceptance -o requirements-acceptance.txt
	@build/uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		-c requirements-acceptance.txt pyproject.toml --group test --group bench -o requirements-bench.txt

clean: ## Remove all that these commands made
	rm -rf .venv build output output.staging output.cache output.receipt public

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; set PYTHON to it: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "This Python cannot make an environment; on Debian: apt install python3-venv" >&2; exit 1; }

.venv/.ready: requirements.txt | .venv/bin/pip
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.ready-test: requirements-test.txt | .venv/bin/pip
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@ .venv/.ready

.venv/.ready-acceptance: requirements-acceptance.txt | .venv/bin/pip
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-acceptance.txt
	@touch $@ .venv/.ready .venv/.ready-test

.venv/.ready-bench: requirements-bench.txt | .venv/bin/pip
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@ .venv/.ready .venv/.ready-test
